import type { Stage } from '@/shared/api/contract';
import { useObjects } from '@/sync/objects';

/** The stages of a mission, by their numbers, with what is written on this device. */
export function useStages(missionId: string) {
  const read = useObjects<Stage>('mission_stage');
  const items = read.items
    .filter(({ value }) => value?.mission_id === missionId)
    .sort((a, b) => (a.value?.stage_number ?? 0) - (b.value?.stage_number ?? 0));
  return { ...read, items };
}
