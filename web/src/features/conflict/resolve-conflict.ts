import { type ConflictSides, resolve } from '@/sync/conflict-choice';
import type { Side } from '@/sync/merge';

/** One tap for each thing in question; the other side is kept for 30 days. Once decided: under which id it goes on. */
export function resolveConflict(
  id: string,
  side: Side,
  shown: ConflictSides,
  paths?: string[],
): Promise<string | null> {
  return resolve(id, side, shown, paths);
}
