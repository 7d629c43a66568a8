import type { Lift, PlannedWorkout } from '@/shared/api/contract';
import { liftOfWorkout } from '@/shared/training/lifts';

const EDGES: Record<Lift, string> = { squat: 'border-l-red', bench: 'border-l-blue', deadlift: 'border-l-green' };

/** The colour of the lift at a workout's edge; its title says it too. */
export function liftEdge(workout: PlannedWorkout): string {
  const lift = liftOfWorkout(workout);
  return lift ? EDGES[lift] : 'border-l-edge';
}
