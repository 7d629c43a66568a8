import { enqueue } from '@/sync/outbox';
import type { SessionDraft } from './session-draft';

export async function startWorkout(draft: SessionDraft): Promise<void> {
  await enqueue({
    eventType: 'workout.started',
    data: {
      ...(draft.plan_id && { plan_id: draft.plan_id }),
      workout_id: draft.workout_id,
      start_timestamp: draft.started_at,
    },
    objectKind: 'workout',
    objectId: draft.workout_id,
  });
}
