import type { StageBody } from '@/shared/api/contract';
import { enqueue } from '@/sync/outbox';
import { stageBody } from './stage-body';

interface Made {
  missionId: string;
  stageId: string;
  /** The stage as it was when it was changed, or the draft that this ends. */
  on?: unknown;
  draft?: { kind: string; id: string };
}

/** A whole stage, new or changed. Its mission goes first. */
export async function saveStage({ missionId, stageId, on, draft }: Made, stage: StageBody): Promise<void> {
  await enqueue({
    eventType: 'mission.stage.submitted',
    data: { mission_id: missionId, stage_id: stageId, ...stageBody(stage) },
    objectKind: 'mission_stage',
    objectId: stageId,
    dependsOn: [{ kind: 'mission', id: missionId }],
    draft,
    shown: on,
    collapse: true,
  });
}
