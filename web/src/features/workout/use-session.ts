import { useMemo } from 'react';
import { usePlans } from '@/features/plans/use-plans';
import { useWorkout } from '@/features/workouts/use-workout';
import { useWorkouts } from '@/features/workouts/use-workouts';
import type { Workout } from '@/shared/api/contract';
import { useDraft } from '@/sync/drafts';
import { fromPlan, type SessionDraft } from './session-draft';
import { SESSION } from './use-session-drafts';

/** One workout on its page: planned, under way, or finished. */
export function useWorkoutSession(workoutId: string) {
  const plans = usePlans();
  const workouts = useWorkouts();
  const own = useWorkout(workoutId);
  const [draft, setDraft, controls] = useDraft<SessionDraft | null>(SESSION, workoutId, null);
  const planned = useMemo(() => {
    for (const { value: plan } of plans.items) {
      const workout = plan?.workouts.find((one) => one.workout_id === workoutId);
      if (plan && workout) return { plan, workout };
    }
    return null;
  }, [plans.items, workoutId]);
  const history = useMemo(
    () => workouts.items.flatMap(({ value }) => (value?.done ? [value] : [])),
    [workouts.items],
  ) as Workout[];
  const known = useMemo(() => {
    const names = history
      .toReversed()
      .flatMap((workout) => workout.done?.exercises_summary.map((one) => one.name) ?? []);
    return [...new Set(names)];
  }, [history]);
  return {
    draft,
    /** Shows the change only once it is on the disk. */
    store: controls.store,
    setDraft: (change: (old: SessionDraft) => SessionDraft) => setDraft((old) => (old ? change(old) : old)),
    loaded: controls.loaded && plans.loaded && workouts.loaded && own.loaded,
    failed: controls.failed,
    history,
    /** Exercises done before, newest first. */
    known,
    planned,
    finished: history.some((workout) => workout.workout_id === workoutId),
    /** Begun and thrown away, or deleted from the history: its id is spent. */
    deleted: own.deleted,
    /** The draft that starting this workout would begin with. */
    fresh: (startedAt: string): SessionDraft | null =>
      planned ? fromPlan(planned.workout, planned.plan.plan_id, startedAt) : null,
  };
}
