import { enqueue } from '@/sync/outbox';
import { SESSION } from './session-kind';

/** Its start may already be known to the server, so its end has to be told. */
export async function discardWorkout(workoutId: string): Promise<void> {
  await enqueue({
    eventType: 'workout.deleted',
    data: { workout_id: workoutId },
    objectKind: 'workout',
    objectId: workoutId,
    draft: { kind: SESSION, id: workoutId },
  });
}
