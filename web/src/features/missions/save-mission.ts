import type { MissionBody } from '@/shared/api/contract';
import { enqueue } from '@/sync/outbox';
import { missionBody } from './mission-body';

/** A whole mission, new or changed; which state it was made on is noted by the queue. */
export async function saveMission(
  missionId: string,
  mission: MissionBody,
  { draft, on }: { draft?: { kind: string; id: string }; on?: unknown } = {},
): Promise<void> {
  await enqueue({
    eventType: 'mission.submitted',
    data: { mission_id: missionId, ...missionBody(mission) },
    objectKind: 'mission',
    objectId: missionId,
    draft,
    shown: on,
    collapse: true,
  });
}
