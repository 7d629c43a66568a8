import { resolve } from '@/sync/conflict-choice';

/** One tap; the other side is kept for 30 days. */
export async function resolveConflict(id: string, side: 'mine' | 'theirs'): Promise<void> {
  await resolve(id, side);
}
