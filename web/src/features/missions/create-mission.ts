import type { MissionBody } from '@/shared/api/contract';
import { type StageForm, stagesOf } from './mission-form';
import { saveMission } from './save-mission';
import { saveStage } from './save-stage';

interface NewOne {
  missionId: string;
  stages: StageForm[];
  draft: { kind: string; id: string };
}

/**
 * A new mission and its stages. The draft goes with the last of them: whoever was cut off in between finds it as it was,
 * and what is written again is the same objects.
 */
export async function createMission(mission: MissionBody, { missionId, stages, draft }: NewOne): Promise<void> {
  const all = stagesOf(stages);
  const end = all.at(-1);
  await saveMission(missionId, mission, end ? {} : { draft });
  for (const { stage_id: stageId, stage } of all)
    await saveStage({ missionId, stageId, ...(stageId === end?.stage_id && { draft }) }, stage);
}
