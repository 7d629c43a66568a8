import { useMemo } from 'react';
import { usePlans } from '@/features/plans/use-plans';
import { useWorkouts } from '@/features/workouts/use-workouts';
import { todayIn } from '@/shared/training/plan-weeks';
import { now } from '@/sync/clock';
import { upcoming } from './upcoming';
import { useSessionDrafts } from './use-session-drafts';

const MINUTE_MS = 60_000;

/** Everything that could be trained now, from what is on this device. */
export function useUpcoming() {
  const plans = usePlans();
  const history = useWorkouts();
  const running = useSessionDrafts();
  // Days turn at a full minute, whatever the zone.
  const minute = Math.floor(now().getTime() / MINUTE_MS) * MINUTE_MS;
  const sorted = useMemo(() => {
    const over = new Set(
      history.items.flatMap(({ value }) => (value?.state === 'completed' ? [value.workout_id] : [])),
    );
    const all = plans.items.flatMap(({ value }) => value ?? []);
    return {
      ...upcoming(
        all.map((plan) => ({ workouts: plan.workouts, today: todayIn(plan, new Date(minute)) })),
        new Set([...over, ...running.map((draft) => draft.workout_id)]),
      ),
      over,
      planOf: new Map(
        all.flatMap((plan) => plan.workouts.map(({ workout_id }) => [workout_id, plan.plan_id] as const)),
      ),
    };
  }, [plans.items, history.items, running, minute]);
  return { ...sorted, running, loaded: plans.loaded && history.loaded, plans };
}
