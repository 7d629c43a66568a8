import { now } from '@/sync/clock';
import { enqueue } from '@/sync/outbox';
import { type SessionDraft, toDone } from './session-draft';
import { SESSION } from './session-kind';

/** Hands the workout in and removes its draft as one, so that a second tap is the same workout. */
export async function finishWorkout(draft: SessionDraft): Promise<void> {
  await enqueue({
    eventType: 'workout.completed',
    data: { ...toDone(draft, now().getTime()) },
    objectKind: 'workout',
    objectId: draft.workout_id,
    draft: { kind: SESSION, id: draft.workout_id },
  });
}
