import type { WorkoutDone } from '@/shared/api/contract';
import { enqueue } from '@/sync/outbox';

/** The whole completed workout as it should have been. */
export async function editWorkout(
  workoutId: string,
  done: WorkoutDone,
  draft: { kind: string; id: string },
): Promise<void> {
  await enqueue({
    eventType: 'workout.edited',
    data: { workout_id: workoutId, ...done },
    objectKind: 'workout',
    objectId: workoutId,
    draft,
    collapse: true,
  });
}
