import { useMemo } from 'react';
import { planOf, sortMissions } from '@/features/missions/mission-days';
import { useMissions } from '@/features/missions/use-missions';
import { useSettings } from '@/features/onboarding/use-settings';
import { usePlans } from '@/features/plans/use-plans';
import { useSessionDrafts } from '@/features/workout/use-session-drafts';
import { useWorkouts } from '@/features/workouts/use-workouts';
import { dayOf, doneDays } from '@/features/workouts/workout-day';
import type { Unit } from '@/shared/api/contract';
import { toDay } from '@/shared/lib/dates';
import { convert } from '@/shared/lib/units';
import { comingPlans, openWorkouts, planWeeks, taperStart, todayIn } from '@/shared/training/plan-weeks';
import { now } from '@/sync/clock';
import { mostDone } from './most-done';

/** A look ahead, not the plan. */
const AHEAD = 3;

/** Everything the first page says, from what is on this device. */
export function useToday(unit: Unit) {
  const plans = usePlans();
  const missions = useMissions();
  const workouts = useWorkouts();
  const settings = useSettings();
  const running = useSessionDrafts();
  const instant = now();
  const [plan = null, ...others] = comingPlans(
    plans.items.flatMap(({ value }) => value ?? []),
    instant,
  );
  const here = toDay(instant);
  const [mission = null, ...later] = sortMissions(missions.items.flatMap(({ value }) => value ?? [])).ahead;
  const today = plan ? todayIn(plan, instant) : here;
  const derived = useMemo(() => {
    const done = workouts.items.flatMap(({ value }) => (value?.state === 'completed' ? [value] : []));
    const doneOn = doneDays(done);
    const weeks = plan ? planWeeks(plan, today, doneOn) : [];
    const open = plan ? openWorkouts(plan, today, doneOn) : [];
    return {
      doneOn,
      weeks,
      taper: taperStart(weeks),
      next: open[0] ?? null,
      ahead: open.slice(1, 1 + AHEAD),
      // Also one of another day, done today.
      doneToday: done.some((workout) => dayOf(workout) === here),
      last: done.at(-1) ?? null,
    };
  }, [plan, workouts.items, today, here]);
  return {
    ...derived,
    plan,
    // What its own plan tells is not told twice.
    others: others.filter((other) => !later.some((one) => planOf(one, [other]))),
    mission,
    isOfMission: mission !== null && plan !== null && planOf(mission, [plan]) !== undefined,
    laterMissions: later,
    today,
    running: mostDone(running),
    goalTotal: goalTotal(settings.value?.settings, unit),
    needsOnboarding: settings.loaded && settings.value === null && settings.fetchedAt !== null,
    loaded: plans.loaded && missions.loaded && workouts.loaded && settings.loaded,
    plans,
    missions,
  };
}

type Goals = NonNullable<ReturnType<typeof useSettings>['value']>['settings'];

/** The three goals together; null unless all three are said. */
function goalTotal(settings: Goals | undefined, unit: Unit): number | null {
  const goals = [settings?.squat_goal, settings?.bench_goal, settings?.dead_goal];
  let total = 0;
  for (const goal of goals) {
    if (!goal) return null;
    total += convert(goal, unit);
  }
  return Math.round(total * 10) / 10;
}
