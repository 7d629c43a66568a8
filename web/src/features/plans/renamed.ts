import type { Plan } from '@/shared/api/contract';

/** The same workout under another id, where its old one can be used no more. */
export function renamed(plan: Plan, workoutId: string, newId: string): Plan {
  const workouts = plan.workouts.map((one) => (one.workout_id === workoutId ? { ...one, workout_id: newId } : one));
  return { ...plan, workouts };
}
