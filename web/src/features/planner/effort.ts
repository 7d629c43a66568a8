import type { PlannedSet } from '@/shared/api/contract';

/** How hard a set is to be: rated, or by the repetitions that are left. */
export type Effort = 'rpe' | 'rir';

/** RPE 8 is two repetitions in reserve (Zourdos and others, 2016); the scale of RPE begins at 1. */
const other = (effort: number, way: Effort) => Math.max(way === 'rpe' ? 1 : 0, 10 - effort);

/** What a set says of its effort, in the way that is asked for. */
export function effortIn({ rpe, rir }: PlannedSet, way: Effort): number | undefined {
  const [said, else_] = way === 'rpe' ? [rpe, rir] : [rir, rpe];
  return said ?? (else_ === undefined ? undefined : other(else_, way));
}

/** The set with its effort said in that way alone. */
export function saidIn({ rpe, rir, ...set }: PlannedSet, way: Effort): PlannedSet {
  const effort = effortIn({ rpe, rir, ...set }, way);
  return effort === undefined ? set : { ...set, [way]: effort };
}
