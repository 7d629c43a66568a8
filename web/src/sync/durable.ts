// Writes that must not be lost: when the disk is full, cached copies make way first, then the caller is told.
import { laneOf, type OfflineQueue } from './database';
import { isQuotaError, reportStorage, StorageError, storageHealth } from './storage-health';

/** Which copies make way, in turn. */
const YIELD = ['of other users', 'the older half', 'all that no queued row needs'] as const;

/** Runs one write transaction of `userId`; rejects with StorageError when it is not on disk. */
export async function durably<T>(db: OfflineQueue, userId: string, write: () => PromiseLike<T>): Promise<T> {
  for (let round = 0; ; round++) {
    try {
      const result = await write();
      if (storageHealth().problem === 'full') reportStorage({ problem: null });
      return result;
    } catch (error) {
      if (!isQuotaError(error)) throw error;
      const which = YIELD[round];
      if (which === undefined) {
        reportStorage({ problem: 'full' });
        throw new StorageError('full', { cause: error });
      }
      await yieldCopies(db, userId, which);
    }
  }
}

async function yieldCopies(db: OfflineQueue, userId: string, which: (typeof YIELD)[number]): Promise<void> {
  const needed = new Set((await db.events.toArray()).map((row) => `${row.user_id}|${row.lane}`));
  const spare = (await db.objects.toArray()).filter(
    (copy) => copy.body !== 0 && !needed.has(`${copy.user_id}|${laneOf(copy.kind, copy.id)}`),
  );
  const others = spare.filter((copy) => copy.user_id !== userId);
  const own = spare.filter((copy) => copy.user_id === userId).sort((a, b) => a.fetched_at - b.fetched_at);
  const going =
    which === 'of other users' ? others : which === 'the older half' ? own.slice(0, Math.ceil(own.length / 2)) : own;
  try {
    await db.objects.bulkDelete(going.map((copy) => [copy.user_id, copy.kind, copy.id]));
  } catch {
    // A full disk may refuse even this; the write is tried again and says so itself.
  }
}
