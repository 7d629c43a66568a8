import type { Mission, MissionState } from '@/shared/api/contract';
import { useAction } from '@/shared/lib/use-action';
import { api } from '@/sync/api-client';
import { refresh } from '@/sync/objects';

interface Move {
  mission: Mission;
  to: MissionState;
  reason: string;
}

/** Brings a mission one state further. Asked of the server at once: what it allows depends on what stands there. */
export function useMoveMission() {
  return useAction(async ({ mission, to, reason }: Move) => {
    const path = `/missions/${mission.mission_id}`;
    try {
      await api(`${path}/transition`, {
        method: 'POST',
        body: { to, ...(reason.trim() && { reason: reason.trim() }) },
      });
    } finally {
      // The stream brings it as well; whoever pressed the button does not wait for it.
      await Promise.allSettled([
        refresh('mission', mission.mission_id),
        refresh('mission_history', mission.mission_id),
      ]);
    }
  });
}
