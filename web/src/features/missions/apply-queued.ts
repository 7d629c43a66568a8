import type { Mission, MissionBody, Stage, StageBody } from '@/shared/api/contract';
import { missionBody } from './mission-body';
import { stageBody } from './stage-body';

interface Intent {
  clientGeneratedId: string;
  eventType: string;
  data: Record<string, unknown>;
}

/** The mission as it will stand once a queued write has arrived. Its state is the server's: a new one is in preparation. */
export function applyQueuedMission(standing: Mission | null, intent: Intent): Mission | null {
  switch (intent.eventType) {
    case 'mission.submitted': {
      const data = intent.data as unknown as MissionBody & { mission_id?: string };
      return {
        ...missionBody(data),
        mission_id: data.mission_id ?? intent.clientGeneratedId,
        version: standing?.version ?? 0,
        state: standing?.state ?? 'PREP',
        updated_at: standing?.updated_at,
      };
    }
    case 'mission.deleted':
      return null;
    default:
      return standing;
  }
}

/** The stage as it will stand once a queued write has arrived. */
export function applyQueuedStage(standing: Stage | null, intent: Intent): Stage | null {
  switch (intent.eventType) {
    case 'mission.stage.submitted': {
      const data = intent.data as unknown as StageBody & { stage_id?: string; mission_id: string };
      return {
        ...stageBody(data),
        stage_id: data.stage_id ?? intent.clientGeneratedId,
        mission_id: data.mission_id,
        version: standing?.version ?? 0,
        updated_at: standing?.updated_at,
      };
    }
    case 'mission.stage.deleted':
      return null;
    default:
      return standing;
  }
}
