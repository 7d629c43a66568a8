import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConflictCard } from '@/features/conflict/conflict-card';
import { StaleBanner } from '@/features/freshness/stale-banner';
import { UnreadState } from '@/features/freshness/unread-state';
import { useFreshness } from '@/features/freshness/use-freshness';
import { Banner } from '@/shared/design/banner';
import { Button, IconButton } from '@/shared/design/button';
import { buttonClass } from '@/shared/design/button-class';
import { Icon } from '@/shared/design/icon';
import { Page } from '@/shared/design/page';
import { SelectField } from '@/shared/design/select-field';
import { EmptyState, Skeleton } from '@/shared/design/states';
import { WeekBars } from '@/shared/design/week-bars';
import { reasonOf } from '@/shared/i18n/reason-of';
import { newId } from '@/shared/lib/ids';
import { useFormat } from '@/shared/lib/use-format';
import { useMedia } from '@/shared/lib/use-media';
import { PlanCalendar } from './plan-calendar';
import { PlanDetails } from './plan-details';
import { OutsideWeeks, PlanList } from './plan-list';
import { usePlanner } from './use-planner';
import { useReturnTo } from './use-return-to';
import { WorkoutPanel } from './workout-panel';

/** The weeks to the day: a calendar with room, a list without. */
export function PlannerPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const planner = usePlanner();
  const freshness = useFreshness('plan', planner.plans);
  const { unread } = useFreshness('workout', planner.history);
  // A plan without what was done of it would show that as still to do.
  const loaded = planner.plans.loaded && planner.history.loaded && unread !== 'reading';
  const [details, setDetails] = useState(false);
  const wide = useMedia('(min-width: 74rem)');
  const { plan } = planner;
  useReturnTo(planner.workoutId);
  const conflicts = planner.conflicts.map((item) => (
    <ConflictCard key={item.id} item={item} onDecided={(id) => id !== item.objectId && planner.choosePlan(id)} />
  ));
  if (!loaded || !plan) {
    return (
      <Page title={t('plan.title')}>
        {freshness.unread ? (
          <UnreadState freshness={freshness} />
        ) : loaded ? (
          <>
            <StaleBanner freshness={freshness} />
            {conflicts}
            <EmptyState icon="plan" title={t('plan.empty.title')} text={t('plan.empty.text')}>
              <Link to="/plan/new" className={buttonClass('action', 'small')}>
                {t('plan.empty.go')}
              </Link>
            </EmptyState>
          </>
        ) : (
          <Skeleton label={t('common.loading')} first="h-40" rows={5} />
        )}
      </Page>
    );
  }
  const facts = [
    format.day(plan.comp_date),
    planner.over ? t('plan.over') : t('plan.weeksLeft', { count: planner.weeksLeft }),
    ...(planner.today < plan.start_date
      ? [t('today.beforeStart', { day: format.day(plan.start_date, 'numeric') })]
      : []),
    t('plan.perWeek', { count: plan.training_days_per_week }),
  ];
  const panel = planner.workoutId ? (
    <WorkoutPanel key={planner.workoutId} planner={planner} plan={plan} workoutId={planner.workoutId} />
  ) : null;
  if (panel && !wide) {
    return (
      <Page title={plan.name ?? t('plan.untitled')} hideTitle>
        {panel}
      </Page>
    );
  }
  return (
    <div className={panel ? 'grid flex-1 grid-cols-[minmax(0,1fr)_22rem]' : ''}>
      <div>
        <Page
          title={plan.name ?? t('plan.untitled')}
          lead={facts.join(' · ')}
          wide
          stays
          actions={
            <>
              <IconButton
                icon="gear"
                label={t('plan.details.open')}
                onPress={() => setDetails(true)}
                className="border border-line"
              />
              {planner.over ? null : (
                <Button
                  size="small"
                  className="px-3 lg:hidden"
                  aria-label={t('plan.addWorkout')}
                  onPress={() => planner.select(newId())}
                >
                  <Icon name="plus" size={20} />
                </Button>
              )}
              {planner.over ? null : (
                <span className="hidden lg:contents">
                  <Button size="small" onPress={() => planner.select(newId())}>
                    {t('plan.addWorkout')}
                  </Button>
                </span>
              )}
            </>
          }
        >
          <StaleBanner freshness={freshness} />
          {planner.all.length > 1 ? (
            <div className="mb-5 sm:max-w-96">
              <SelectField
                label={t('plan.choose')}
                value={plan.plan_id}
                onChange={planner.choosePlan}
                options={planner.all.map((one) => ({
                  value: one.plan_id,
                  label: `${one.name ?? t('plan.untitled')} · ${format.day(one.comp_date, 'numeric')}`,
                }))}
              />
            </div>
          ) : null}
          {conflicts}
          {planner.pending && !planner.refused ? <Banner icon="cloud">{t('common.notSent')}</Banner> : null}
          {planner.refused && planner.conflicts.length === 0 ? (
            <Banner
              tone="error"
              action={
                <Link to="/queue" className={buttonClass('ghost', 'small')}>
                  {t('queue.attention')}
                </Link>
              }
            >
              {reasonOf(planner.refused, t).join(' ')}
            </Banner>
          ) : null}
          <div className="mb-5 lg:hidden">
            <WeekBars weeks={planner.weeks} label={facts.join(', ')} height={48} />
          </div>
          <div className="hidden lg:block">
            <OutsideWeeks planner={planner} className="mb-5" />
            <PlanCalendar planner={planner} plan={plan} />
          </div>
          <div className="lg:hidden">
            <PlanList planner={planner} plan={plan} />
            {planner.over ? null : (
              <div className="mt-5">
                <Button className="w-full" onPress={() => planner.select(newId())}>
                  {t('plan.addWorkout')}
                </Button>
              </div>
            )}
          </div>
        </Page>
      </div>
      {panel ? (
        <aside className="page-margin sticky top-0 h-dvh overflow-auto border-line border-l pt-6 pb-8">{panel}</aside>
      ) : null}
      <PlanDetails
        planner={planner}
        plan={plan}
        isOpen={details || planner.details}
        onClose={() => {
          setDetails(false);
          if (planner.details) void planner.leaveDetails();
        }}
      />
    </div>
  );
}
