import type { PlannedSet } from '@/shared/api/contract';
import { MAX_PLANNED_SETS } from '@/shared/lib/limits';

/** Equal sets that follow each other, edited as one line: "5 × 3, 182.5". */
export interface SetGroup {
  count: number;
  set: PlannedSet;
}

const same = (a: PlannedSet, b: PlannedSet) =>
  a.reps === b.reps &&
  a.weight?.value === b.weight?.value &&
  a.weight?.unit === b.weight?.unit &&
  a.percent_1rm === b.percent_1rm &&
  a.rpe === b.rpe &&
  a.rir === b.rir &&
  a.rest_seconds === b.rest_seconds &&
  a.notes === b.notes;

export function groupSets(sets: PlannedSet[]): SetGroup[] {
  const groups: SetGroup[] = [];
  for (const set of sets) {
    const last = groups.at(-1);
    if (last && same(last.set, set)) last.count += 1;
    else groups.push({ count: 1, set });
  }
  return groups;
}

export function expandGroups(groups: SetGroup[]): PlannedSet[] {
  return groups
    .flatMap(({ count, set }) => Array.from({ length: Math.max(0, count) }, () => ({ ...set })))
    .slice(0, MAX_PLANNED_SETS);
}
