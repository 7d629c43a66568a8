import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Store } from './database';
import { writeDraft } from './draft-store';
import { addEvent } from './queue';
import { draft, emptyStore, note, persisted } from './testing/queue';

let store: Store;
beforeEach(async () => {
  store = await emptyStore();
});
afterEach(() => store.db.delete());

test('nothing a person wrote stands in the database in clear', async () => {
  await writeDraft(store, 'note', 'n2', () => ({ body: 'CANARY' }));
  await addEvent(store, note({ data: { note_id: 'n1', body: 'CANARY' } }));
  await persisted(store, '', 3);
  for (const table of store.db.tables) {
    for (const row of await table.toArray()) {
      const bytes = Object.values(row).map((value) =>
        value instanceof Uint8Array ? new TextDecoder('latin1').decode(value) : JSON.stringify(value),
      );
      expect(bytes.join()).not.toContain('CANARY');
    }
  }
});

test('every write asks the disk to be sure', async () => {
  const modes: (string | undefined)[] = [];
  const real = IDBDatabase.prototype.transaction;
  IDBDatabase.prototype.transaction = function (this: IDBDatabase, ...[names, mode, options]: Parameters<typeof real>) {
    if (mode === 'readwrite') modes.push(options?.durability);
    return real.call(this, names, mode, options);
  } as typeof real;
  try {
    await store.db.delete();
    store = await emptyStore();
    await writeDraft(store, 'note', 'n1', () => ({}));
    await addEvent(store, note({ draft }));
    await persisted(store, '', 1);
  } finally {
    IDBDatabase.prototype.transaction = real;
  }
  expect(modes.length).toBeGreaterThan(2);
  expect(new Set(modes)).toEqual(new Set(['strict']));
});
