import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type ObjectRow, queuedRows, type Store } from './database';
import { durably } from './durable';
import { addEvent } from './queue';
import { isQuotaError, StorageError, storageHealth } from './storage-health';
import { openStore } from './testing/device';

let store: Store;
let n = 0;
beforeEach(async () => {
  n += 1;
  store = await openStore(`durable-${n}`);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await store.db.delete();
});

const full = () =>
  Object.assign(new Error('abort'), { name: 'AbortError', inner: new DOMException('full', 'QuotaExceededError') });
const copy = (user_id: string, id: string, fetched_at: number): ObjectRow => ({
  user_id,
  kind: 'note',
  id,
  date: '',
  version: 1,
  others: 1,
  deleted: 0,
  etag: '',
  fetched_at,
  body: new Uint8Array(20),
});
const ids = async () => (await store.db.objects.toArray()).map((row) => row.id).sort();

test('a full disk is told by name, or hidden in an abort', () => {
  expect(isQuotaError(new DOMException('', 'QuotaExceededError'))).toBe(true);
  expect(isQuotaError(full())).toBe(true);
  expect(isQuotaError(Object.assign(new Error(), { cause: full() }))).toBe(true);
  expect(isQuotaError(new DOMException('', 'AbortError'))).toBe(false);
  expect(isQuotaError(undefined)).toBe(false);
});

test('cached copies make way: of others first, then the oldest, never one that a queued write needs', async () => {
  await addEvent(store, { eventType: 'note.updated', objectKind: 'note', objectId: 'kept', data: {} });
  await store.db.objects.bulkPut([
    copy('u2', 'theirs', 9),
    copy('u1', 'old', 1),
    copy('u1', 'new', 5),
    copy('u1', 'kept', 0),
  ]);
  const seen: string[][] = [];
  let left = 3;
  await durably(store.db, 'u1', async () => {
    seen.push(await ids());
    if (left-- > 0) throw full();
  });
  expect(seen).toEqual([['kept', 'new', 'old', 'theirs'], ['kept', 'new', 'old'], ['kept', 'new'], ['kept']]);
  expect(storageHealth().problem).toBeNull();
});

test('when nothing is left to give, the write fails loudly and is not there', async () => {
  vi.spyOn(store.db.events, 'add').mockImplementation(() => {
    throw full();
  });
  const write = addEvent(store, { eventType: 'note.updated', objectKind: 'note', objectId: 'n1', data: {} });
  await expect(write).rejects.toBeInstanceOf(StorageError);
  expect(storageHealth().problem).toBe('full');
  vi.restoreAllMocks();
  expect(await queuedRows(store)).toEqual([]);
  await addEvent(store, { eventType: 'note.updated', objectKind: 'note', objectId: 'n1', data: {} });
  expect(storageHealth().problem).toBeNull();
});

test('an error of another kind is not mistaken for a full disk', async () => {
  const tries = vi.fn(async () => {
    throw new Error('bug');
  });
  await expect(durably(store.db, 'u1', tries)).rejects.toThrow('bug');
  expect(tries).toHaveBeenCalledTimes(1);
});
