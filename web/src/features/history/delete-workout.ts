import type { Workout } from '@/shared/api/contract';
import { enqueue } from '@/sync/outbox';

/** `shown`: the workout as it was when it was deleted. */
export async function deleteWorkout(shown: Workout): Promise<void> {
  await enqueue({
    eventType: 'workout.deleted',
    data: { workout_id: shown.workout_id },
    objectKind: 'workout',
    objectId: shown.workout_id,
    shown,
  });
}
