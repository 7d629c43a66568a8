import type { Mission } from '@/shared/api/contract';
import { enqueue } from '@/sync/outbox';

/** With its stages. `shown`: the mission as it was when it was deleted. */
export async function deleteMission(shown: Mission): Promise<void> {
  await enqueue({
    eventType: 'mission.deleted',
    data: { mission_id: shown.mission_id },
    objectKind: 'mission',
    objectId: shown.mission_id,
    shown,
  });
}
