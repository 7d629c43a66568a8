import type { Workout } from '@/shared/api/contract';
import { enqueue } from '@/sync/outbox';

/** Puts another version of a done workout in the place of the one that holds. */
export async function takeWorkout(workoutId: string, { done }: Workout): Promise<void> {
  if (!done) return;
  await enqueue({
    eventType: 'workout.edited',
    data: { workout_id: workoutId, ...done },
    objectKind: 'workout',
    objectId: workoutId,
    collapse: true,
  });
}
