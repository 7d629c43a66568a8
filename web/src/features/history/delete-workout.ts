import { enqueue } from '@/sync/outbox';

/** Which state of the workout was deleted is noted by the queue. */
export async function deleteWorkout(workoutId: string): Promise<void> {
  await enqueue({
    eventType: 'workout.deleted',
    data: { workout_id: workoutId },
    objectKind: 'workout',
    objectId: workoutId,
  });
}
