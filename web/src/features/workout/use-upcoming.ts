import { useMemo } from 'react';
import { usePlans } from '@/features/plans/use-plans';
import { useWorkouts } from '@/features/workouts/use-workouts';
import { addDays, toDay } from '@/shared/lib/dates';
import { now } from '@/sync/clock';

const DAYS_BACK = 3;
const SHOWN = 6;

/** What could be trained now: the next planned workouts, and those of the last days that were missed. */
export function useUpcoming() {
  const plans = usePlans();
  const history = useWorkouts();
  const today = toDay(now());
  const workouts = useMemo(() => {
    const done = new Set(
      history.items.flatMap(({ value }) => (value?.state === 'completed' ? [value.workout_id] : [])),
    );
    return plans.items
      .flatMap(({ value }) => value?.workouts ?? [])
      .filter((workout) => workout.date >= addDays(today, -DAYS_BACK) && !done.has(workout.workout_id))
      .sort((a, b) => a.date.localeCompare(b.date))
      .slice(0, SHOWN);
  }, [plans.items, history.items, today]);
  return { workouts, today, loaded: plans.loaded && history.loaded, plans };
}
