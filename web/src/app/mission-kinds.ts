import { applyQueuedMission, applyQueuedStage } from '@/features/missions/apply-queued';
import { missionBody } from '@/features/missions/mission-body';
import { stageBody } from '@/features/missions/stage-body';
import type { Mission, MissionHistory, MissionMove, Stage, StageProgress } from '@/shared/api/contract';
import { registerKind } from '@/sync/kinds';
import { readAll, readOne, unlessDeleted } from './read-objects';

const missions = (signal?: AbortSignal) => readAll<Mission>('/missions', { limit: '100' }, signal);

/** Of every mission, one after the other: they are few. */
async function ofEach<T>(read: (missionId: string) => Promise<T[]>, signal?: AbortSignal): Promise<T[]> {
  const all: T[] = [];
  for (const { mission_id } of await missions(signal)) all.push(...(await read(mission_id)));
  return all;
}

/** Missions, their stages, and what moved them. */
export function registerMissionKinds(): void {
  registerKind<Mission>({
    kind: 'mission',
    fetchOne: (id, signal) => readOne<Mission>(`/missions/${id}`, signal),
    fetchList: (_, signal) => missions(signal),
    listIsSummary: true,
    idOf: (value) => value.mission_id,
    versionOf: (value) => value.version,
    dateOf: (value) => value.event_start,
    applyIntent: applyQueuedMission,
    facts: { 'mission.persisted': unlessDeleted<Mission>() },
    edit: {
      eventType: 'mission.submitted',
      toData: (value) => ({ mission_id: value.mission_id, ...missionBody(value) }),
    },
    remove: 'mission.deleted',
    create: {
      eventType: 'mission.submitted',
      toData: (value, newId) => ({ ...missionBody(value), mission_id: newId, base_version: 0 }),
    },
  });
  const stagesOf = async (id: string, signal?: AbortSignal) =>
    (await readOne<StageProgress>(`/missions/${id}/progress`, signal))?.stages ?? [];
  const allStages = (signal?: AbortSignal) => ofEach<Stage>((id) => stagesOf(id, signal), signal);
  registerKind<Stage>({
    kind: 'mission_stage',
    // Its address names its mission, which is not known here.
    fetchOne: async (id, signal) => (await allStages(signal)).find(({ stage_id }) => stage_id === id) ?? null,
    fetchList: (_, signal) => allStages(signal),
    idOf: (value) => value.stage_id,
    versionOf: (value) => value.version,
    dateOf: () => '',
    applyIntent: applyQueuedStage,
    facts: { 'mission.stage.persisted': unlessDeleted<Stage>() },
    edit: {
      eventType: 'mission.stage.submitted',
      toData: ({ mission_id, stage_id, ...value }) => ({ mission_id, stage_id, ...stageBody(value) }),
    },
    remove: 'mission.stage.deleted',
    create: {
      eventType: 'mission.stage.submitted',
      toData: ({ mission_id, ...value }, newId) => ({
        mission_id,
        stage_id: newId,
        ...stageBody(value),
        base_version: 0,
      }),
    },
  });
  const historyOf = async (id: string, signal?: AbortSignal): Promise<MissionHistory> => {
    const moves = (await readAll<MissionMove>(`/missions/${id}/history`, {}, signal)).reverse();
    return { mission_id: id, version: 1 + (moves.at(-1)?.version ?? 0), moves };
  };
  // Nothing is written to it: the server notes each move.
  registerKind<MissionHistory>({
    kind: 'mission_history',
    fetchOne: historyOf,
    fetchList: (_, signal) => ofEach(async (id) => [await historyOf(id, signal)], signal),
    idOf: (value) => value.mission_id,
    versionOf: (value) => value.version,
    dateOf: () => '',
    applyIntent: (value) => value,
  });
}
