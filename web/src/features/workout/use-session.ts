import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { usePlans } from '@/features/plans/use-plans';
import { useWorkout } from '@/features/workouts/use-workout';
import { useWorkouts } from '@/features/workouts/use-workouts';
import type { Workout } from '@/shared/api/contract';
import { useDraft } from '@/sync/drafts';
import { knownExercises } from './known-exercises';
import { fromPlan, type SessionDraft } from './session-draft';
import { SESSION } from './session-kind';

/** As the planner's first plans call them. */
const LIFTS = ['squat', 'bench', 'deadlift'] as const;
const ASSISTANCE = ['pauseBench', 'beltSquat', 'row', 'rdl', 'press', 'pullUp', 'split', 'core'] as const;

/** One workout on its page: planned, under way, or finished. */
export function useWorkoutSession(workoutId: string) {
  const { t } = useTranslation();
  const plans = usePlans();
  const workouts = useWorkouts();
  const own = useWorkout(workoutId);
  const [draft, setDraft, controls] = useDraft<SessionDraft | null>(SESSION, workoutId, null);
  const { store: storeDraft } = controls;
  const store = useCallback(
    (change: (old: SessionDraft) => SessionDraft) => storeDraft((old) => old && change(old)),
    [storeDraft],
  );
  const begin = useCallback((first: SessionDraft) => storeDraft((old) => old ?? first), [storeDraft]);
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
  const standing = workouts.items.find(({ value }) => value?.done && value.workout_id === workoutId);
  const known = useMemo(() => {
    const usual = [
      ...LIFTS.map((lift) => t(`plan.lift.${lift}`)),
      ...ASSISTANCE.map((name) => t(`plan.assistance.${name}`)),
    ];
    return knownExercises(
      history,
      plans.items.flatMap(({ value }) => value ?? []),
      usual,
    );
  }, [history, plans.items, t]);
  return {
    draft,
    /** Both show what they did only once it is on the disk. */
    begin,
    store,
    setDraft: (change: (old: SessionDraft) => SessionDraft) => setDraft((old) => (old ? change(old) : old)),
    loaded: controls.loaded && plans.loaded && workouts.loaded && own.loaded,
    failed: controls.failed,
    history,
    /** Exercises to pick from. */
    known,
    planned,
    finished: standing !== undefined,
    /** Finished elsewhere while it goes on here. */
    elsewhere: standing && draft && !standing.pending ? (standing.value?.done ?? null) : null,
    /** Leaves what is done elsewhere as it is. */
    leave: controls.remove,
    /** Begun and thrown away, or deleted from the history: its id is spent. */
    deleted: own.deleted,
    /** The draft that starting this workout would begin with. */
    fresh: (startedAt: string): SessionDraft | null =>
      planned ? fromPlan(planned.workout, planned.plan.plan_id, startedAt) : null,
  };
}
