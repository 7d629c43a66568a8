import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSettings } from '@/features/onboarding/use-settings';
import type { Lift, Mission, Settings } from '@/shared/api/contract';
import { announce } from '@/shared/design/announcer';
import { Button } from '@/shared/design/button';
import { Card } from '@/shared/design/card';
import { DateField } from '@/shared/design/date-field';
import { WeightField } from '@/shared/design/number-field';
import { Page } from '@/shared/design/page';
import { Segmented } from '@/shared/design/segmented';
import { Skeleton } from '@/shared/design/states';
import { TextField } from '@/shared/design/text-field';
import { WeekBars } from '@/shared/design/week-bars';
import { focusInvalid } from '@/shared/form/focus-invalid';
import { addDays, toDay } from '@/shared/lib/dates';
import { MAX_PLAN_NAME } from '@/shared/lib/limits';
import { useFormat } from '@/shared/lib/use-format';
import { MAX_PLAN_WEEKS } from '@/shared/training/generate-plan';
import { planWeeks } from '@/shared/training/plan-weeks';
import { useBusy } from '@/sync/busy';
import { now } from '@/sync/clock';
import { useObject } from '@/sync/objects';
import { createPlan } from './create-plan';
import { PatternChoice } from './pattern-choice';
import { newPlan, useNewPlan } from './use-new-plan';

const DAYS = ['1', '2', '3', '4', '5', '6', '7'] as const;
const LIFTS: Lift[] = ['squat', 'bench', 'deadlift'];

/** From a name and a day to a whole plan, seen before it is made. */
export function NewPlanPage() {
  const { t } = useTranslation();
  const settings = useSettings();
  const { mission: missionId = '' } = useSearch({ from: '/home/plan/new' });
  const mission = useObject<Mission>('mission', missionId);
  if (settings.loaded && mission.loaded)
    return <NewPlanForm about={settings.value?.settings} mission={mission.value ?? undefined} />;
  return (
    <Page title={t('plan.new.title')}>
      <Skeleton label={t('common.loading')} first="h-14" rows={5} />
    </Page>
  );
}

function NewPlanForm({ about, mission }: { about: Settings | undefined; mission: Mission | undefined }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const format = useFormat();
  const { wish, set, setMax, plan, finding, loaded } = useNewPlan(about, mission);
  const [tried, setTried] = useState(false);
  const [sending, setSending] = useState(false);
  useBusy(loaded);
  if (!loaded) return null;
  const dateError = finding
    ? t(`plan.new.${finding}`)
    : tried && !wish.compDate
      ? t('common.fieldErrors.date')
      : undefined;
  const today = toDay(now());
  const earliest = wish.start < today ? today : addDays(wish.start, 1);
  const submit = async () => {
    setTried(true);
    if (!plan) return;
    setSending(true);
    try {
      await createPlan(wish.plan_id, { ...plan, mission_id: mission?.mission_id }, newPlan(mission));
      announce(t('plan.new.made'));
      await navigate({ to: '/plan', search: { plan: wish.plan_id }, replace: true });
    } catch {
      announce(t('common.storage.failed'), { tone: 'error' });
      setSending(false);
    }
  };
  return (
    <Page title={t('plan.new.title')} lead={t('plan.new.lead')}>
      <form
        noValidate
        className="flex flex-col gap-6"
        onSubmit={(event) => {
          event.preventDefault();
          if (!focusInvalid(event.currentTarget)) void submit();
        }}
      >
        <TextField
          label={t('plan.new.name')}
          placeholder={t('plan.new.namePlaceholder')}
          maxLength={MAX_PLAN_NAME}
          value={wish.name}
          onChange={(name) => set({ name })}
        />
        <div className="grid grid-cols-1 gap-6 sm:grid-cols-2">
          <DateField
            label={t('plan.new.compDate')}
            value={wish.compDate}
            onChange={(compDate) => set({ compDate })}
            min={earliest}
            max={addDays(wish.start, MAX_PLAN_WEEKS * 7)}
            required
            error={dateError}
          />
          <DateField
            label={t('plan.new.start')}
            value={wish.start}
            onChange={(start) => start && set({ start })}
            hint={
              plan && plan.start_date !== wish.start
                ? t('plan.new.nextWeek', { day: format.day(plan.start_date) })
                : undefined
            }
          />
        </div>
        <Segmented
          label={t('plan.new.days')}
          full
          value={String(wish.days) as (typeof DAYS)[number]}
          onChange={(days) => set({ days: Number(days) })}
          options={DAYS.map((day) => ({ value: day, label: day }))}
          compact
        />
        <PatternChoice value={wish.pattern} onChange={(pattern) => set({ pattern })} />
        {wish.pattern === 'empty' ? null : (
          <fieldset className="flex flex-col gap-4">
            <legend className="text-17 font-display font-[650]">{t('plan.new.maxes')}</legend>
            <p className="mt-1 text-13 text-mute">{t('plan.new.maxesHint')}</p>
            {LIFTS.map((lift) => (
              <WeightField
                key={lift}
                label={t(`common.lifts.${lift}`)}
                value={wish.maxes[lift]}
                onChange={(weight) => setMax(lift, weight)}
                unit={format.unit}
                unitLabel={t('common.unit')}
                max={1000}
              />
            ))}
          </fieldset>
        )}
        {plan && plan.workouts.length > 0 ? (
          <Card>
            <WeekBars
              weeks={planWeeks(plan, addDays(plan.start_date, -7))}
              label={t('plan.new.preview', previewOf(plan))}
            />
            <p className="mt-3 text-13 text-mute">{t('plan.new.preview', previewOf(plan))}</p>
          </Card>
        ) : null}
        <Button type="submit" isPending={sending}>
          {t('plan.new.submit')}
        </Button>
      </form>
    </Page>
  );
}

function previewOf(plan: Parameters<typeof planWeeks>[0]) {
  return { count: plan.workouts.length, weeks: planWeeks(plan, plan.start_date).length };
}
