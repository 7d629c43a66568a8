import { resolve } from '@/sync/conflict-choice';
import type { Side } from '@/sync/merge';

/** One tap for each thing in question; the other side is kept for 30 days. */
export async function resolveConflict(id: string, side: Side, paths?: string[]): Promise<void> {
  await resolve(id, side, paths);
}
