import type { Workout } from '@/shared/api/contract';
import { enqueue } from '@/sync/outbox';

/** Puts another version of a done workout in the place of the one that was shown. */
export async function takeWorkout(shown: Workout, { done }: Workout): Promise<void> {
  if (!done) return;
  await enqueue({
    eventType: 'workout.edited',
    data: { workout_id: shown.workout_id, ...done },
    objectKind: 'workout',
    objectId: shown.workout_id,
    shown,
    collapse: true,
  });
}
