import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { editPlan } from '@/features/plans/edit-plan';
import { usePlans } from '@/features/plans/use-plans';
import { useWorkouts } from '@/features/workouts/use-workouts';
import { doneDays } from '@/features/workouts/workout-day';
import type { Plan, PlannedWorkout } from '@/shared/api/contract';
import { announce } from '@/shared/design/announcer';
import { type Day, toDay, weeksLeft } from '@/shared/lib/dates';
import { comingPlans, isOver, planWeeks, todayIn } from '@/shared/training/plan-weeks';
import { now } from '@/sync/clock';
import { useQueue } from '@/sync/outbox';
import { outsideWeeks } from './outside-weeks';
import { moved, withWorkout } from './plan-changes';

/** Everything the planner shows: the chosen plan, its weeks, and what is chosen in it. */
export function usePlanner() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const search = useSearch({ from: '/home/plan' });
  const plans = usePlans();
  const history = useWorkouts();
  const queue = useQueue();
  const instant = now();
  const all = useMemo(() => plans.items.flatMap(({ value }) => (value ? [value] : [])), [plans.items]);
  const chosen = all.find((plan) => plan.plan_id === search.plan) ?? comingPlans(all, instant)[0] ?? all.at(-1) ?? null;
  const today = chosen ? todayIn(chosen, instant) : toDay(instant);
  const shown = plans.items.find((item) => item.value === chosen);
  const doneOn = useMemo(() => doneDays(history.items.flatMap(({ value }) => (value ? [value] : []))), [history.items]);
  const weeks = useMemo(() => (chosen ? planWeeks(chosen, today, doneOn) : []), [chosen, today, doneOn]);
  const outside = useMemo(() => (chosen ? outsideWeeks(chosen, weeks, doneOn) : []), [chosen, weeks, doneOn]);
  const select = (workout: string | undefined) =>
    navigate({
      to: '/plan',
      search: { ...(chosen && { plan: chosen.plan_id }), ...(workout && { workout }) },
      resetScroll: false,
    });
  const leaveDetails = () =>
    navigate({ to: '/plan', search: { ...search, details: undefined }, replace: true, resetScroll: false });
  return {
    plans,
    history,
    all,
    plan: chosen,
    weeks,
    today,
    doneOn,
    pending: shown?.pending ?? false,
    refused: shown?.refused,
    /** Of this plan, and of those that are deleted here and so have no page. */
    conflicts: queue.filter(
      ({ objectKind, objectId, conflict }) =>
        objectKind === 'plan' &&
        conflict !== null &&
        (objectId === chosen?.plan_id || !all.some((plan) => plan.plan_id === objectId)),
    ),
    over: chosen !== null && isOver(chosen, instant),
    outside,
    weeksLeft: chosen ? weeksLeft(today, chosen.comp_date) : 0,
    workoutId: search.workout,
    select,
    /** The address asks for the details of the plan. */
    details: search.details !== undefined,
    leaveDetails,
    choosePlan: (plan: string) => navigate({ to: '/plan', search: { plan } }),
    move: (plan: Plan, workout: PlannedWorkout, date: Day) =>
      editPlan(withWorkout(plan, moved(workout, date)), { on: plan }).catch(() =>
        announce(t('common.storage.failed'), { tone: 'error' }),
      ),
  };
}

export type Planner = ReturnType<typeof usePlanner>;
