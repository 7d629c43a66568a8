import type { Stage } from '@/shared/api/contract';
import { enqueue } from '@/sync/outbox';

/** `shown`: the stage as it was when it was deleted. */
export async function deleteStage(shown: Stage): Promise<void> {
  await enqueue({
    eventType: 'mission.stage.deleted',
    data: { mission_id: shown.mission_id, stage_id: shown.stage_id },
    objectKind: 'mission_stage',
    objectId: shown.stage_id,
    shown,
  });
}
