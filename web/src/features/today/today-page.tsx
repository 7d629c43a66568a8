import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useDeferredValue } from 'react';
import { useTranslation } from 'react-i18next';
import { StaleBanner } from '@/features/freshness/stale-banner';
import { UnreadState } from '@/features/freshness/unread-state';
import { useFreshness } from '@/features/freshness/use-freshness';
import { useTitles } from '@/features/plans/use-titles';
import { buttonClass } from '@/shared/design/button-class';
import { Card } from '@/shared/design/card';
import { Page } from '@/shared/design/page';
import { EmptyState, Skeleton } from '@/shared/design/states';
import { allTexts } from '@/shared/i18n/language';
import { toDay } from '@/shared/lib/dates';
import { useFormat } from '@/shared/lib/use-format';
import { doneFacts } from '@/shared/training/done-facts';
import { FirstSteps } from './first-steps';
import { PlanHero } from './plan-hero';
import { RunningCard } from './running-card';
import { useToday } from './use-today';
import { WeekStrip } from './week-strip';

// Somebody new waits for neither: there is no mission and no plan yet.
const MissionHero = lazy(async () => {
  const [{ MissionHero: Hero }] = await Promise.all([import('./mission-hero'), allTexts()]);
  return { default: Hero };
});
const NextWorkouts = lazy(async () => ({ default: (await import('./next-workouts')).NextWorkouts }));

const ROW =
  'flex flex-wrap items-center justify-between gap-x-4 gap-y-1 rounded-card border border-line bg-s1 px-4.5 py-3.5 transition-colors hover:border-edge';

/** The day at a glance: how far to go, what to do now. */
export function TodayPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const today = useToday(format.unit);
  const titleOf = useTitles();
  const freshness = useFreshness('plan', today.plans);
  useFreshness('mission', today.missions);
  // Once everything is read the page is drawn in slices, not in one go under a finger.
  const isLoaded = useDeferredValue(today.loaded);
  if (!isLoaded) {
    return (
      <Page title={t('today.title')} hideTitle>
        <Skeleton label={t('common.loading')} first="h-64" rows={3} />
      </Page>
    );
  }
  const { plan, next, running, mission, isOfMission } = today;
  const unread = plan === null && freshness.unread !== null;
  return (
    <Page title={t('today.title')} hideTitle wide>
      <div className="mx-auto max-w-160 lg:max-w-none">
        {unread ? <UnreadState freshness={freshness} /> : <StaleBanner freshness={freshness} />}
        <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-3 lg:grid-cols-[repeat(2,minmax(0,1fr))] lg:gap-4">
          <div className="flex flex-col gap-3 lg:gap-4">
            {mission ? (
              <Suspense fallback={<Skeleton label={t('common.loading')} first="h-64" rows={1} />}>
                <MissionHero
                  mission={mission}
                  plan={isOfMission && plan ? plan : undefined}
                  weeks={today.weeks}
                  taper={today.taper}
                  goalTotal={today.goalTotal}
                />
              </Suspense>
            ) : null}
            {plan && !isOfMission ? (
              <PlanHero
                plan={plan}
                weeks={today.weeks}
                taper={today.taper}
                goalTotal={today.goalTotal}
                today={today.today}
              />
            ) : null}
            {plan ? <WeekStrip plan={plan} today={today.today} doneOn={today.doneOn} /> : null}
            {!plan && !mission && !unread ? <FirstSteps knowsYou={!today.needsOnboarding} /> : null}
          </div>
          <div className="flex flex-col gap-3 lg:gap-4">
            {running ? (
              <RunningCard session={running} elsewhere={today.doneOn.has(running.workout_id)} />
            ) : plan && next ? (
              <Suspense fallback={<Skeleton label={t('common.loading')} first="h-64" rows={2} />}>
                <NextWorkouts
                  plan={plan}
                  next={next}
                  ahead={today.ahead}
                  today={today.today}
                  doneToday={today.doneToday}
                />
              </Suspense>
            ) : plan ? (
              <Card>
                <p className="text-mute">{t('today.allDone')}</p>
              </Card>
            ) : null}
            {(plan || mission) && today.needsOnboarding ? <Welcome /> : null}
            {today.others.map((other) => (
              <Link key={other.plan_id} to="/plan" search={{ plan: other.plan_id }} className={ROW}>
                <span>
                  <span className="block text-13 text-mute">{t('today.alsoAhead')}</span>
                  <span className="font-medium">{other.name ?? t('plan.untitled')}</span>
                </span>
                <span className="text-13 text-mute">{format.day(other.comp_date)}</span>
              </Link>
            ))}
            {today.laterMissions.map(({ mission_id, name, event_start }) => (
              <Link key={mission_id} to="/missions/$missionId" params={{ missionId: mission_id }} className={ROW}>
                <span>
                  <span className="block text-13 text-mute">{t('today.alsoAhead')}</span>
                  <span className="font-medium">{name}</span>
                </span>
                <span className="text-13 text-mute">{format.day(event_start)}</span>
              </Link>
            ))}
            {today.last?.done ? (
              <Link to="/history/$workoutId" params={{ workoutId: today.last.workout_id }} className={ROW}>
                <span>
                  <span className="block text-13 text-mute">{t('today.last')}</span>
                  <span className="font-medium">{titleOf(today.last)}</span>
                </span>
                <span className="text-13 text-mute">
                  {`${format.day(
                    toDay(new Date(today.last.start_timestamp ?? today.last.completed_at ?? 0)),
                    'short',
                  )} · ${doneFacts(today.last.done, t)}`}
                </span>
              </Link>
            ) : null}
          </div>
        </div>
      </div>
    </Page>
  );
}

function Welcome() {
  const { t } = useTranslation();
  return (
    <EmptyState icon="me" title={t('today.welcome.title')} text={t('today.welcome.text')}>
      <Link to="/onboarding" className={buttonClass('ghost', 'small')}>
        {t('today.welcome.go')}
      </Link>
    </EmptyState>
  );
}
