import type { Workout, WorkoutDone } from '@/shared/api/contract';
import type { EditData } from '@/sync/kinds';
import { enqueue } from '@/sync/outbox';

/** Puts another version of what was done, data of an edit, in the place of the one that was shown. */
export async function takeWorkout(shown: Workout, next: EditData): Promise<void> {
  await enqueue({
    eventType: 'workout.edited',
    data: { ...(next as EditData & WorkoutDone), workout_id: shown.workout_id },
    objectKind: 'workout',
    objectId: shown.workout_id,
    shown,
    collapse: true,
  });
}
