import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readBase } from './bases';
import type { Store } from './database';
import { queuedRows } from './database';
import { removeDraft, writeDraft } from './draft-store';
import { MAX_EVENT_BYTES } from './envelope';
import { openRow } from './lane';
import { NO_PROBLEM } from './problem';
import { addEvent, correctEvent, discardEvent, type Enqueue } from './queue';
import { takeSeat } from './seat';
import { applyFacts, sealVerdict } from './settle';
import { openStore } from './testing/device';
import { registerModelKinds } from './testing/model-kinds';
import { ModelServer } from './testing/model-server';

let store: Store;
let n = 0;
beforeEach(async () => {
  registerModelKinds(() => new ModelServer());
  n += 1;
  store = await openStore(`queue-${n}`);
});
afterEach(() => store.db.delete());

const note = (change: Partial<Enqueue> = {}): Enqueue => ({
  eventType: 'note.updated',
  objectKind: 'note',
  objectId: 'n1',
  data: { note_id: 'n1', a: 1, b: 0, parts: [] },
  collapse: true,
  ...change,
});
const draft = { kind: 'note', id: 'n1' };
const data = async () => Promise.all((await queuedRows(store)).map(async (row) => (await openRow(store, row)).data));
const refuse = async (id: string) => {
  const seat = await takeSeat(store, true);
  const row = (await queuedRows(store)).find((each) => each.client_generated_id === id);
  if (!row) throw new Error('no such row');
  const verdict = await sealVerdict(seat, row, { problem: { ...NO_PROBLEM, code: 'invalid' } });
  await store.db.events.update(row.seq, { state: 'refused', verdict });
};
const persisted = async (causationId: string, version: number) => {
  const seat = await takeSeat(store, true);
  const value = { note_id: 'n1', version, a: 0, b: 0, parts: [] };
  await applyFacts(
    seat,
    [{ id: `1.${version}`, type: 'note.persisted', causationId, data: { id: 'n1', ...value } }],
    undefined,
  );
};

describe('finishing a draft', () => {
  test('removes it in the transaction that writes the event', async () => {
    await writeDraft(store, 'note', 'n1', { typed: true });
    await addEvent(store, note({ draft }));
    expect(await store.db.drafts.count()).toBe(0);
    expect(await store.db.bases.count()).toBe(0);
    expect(await queuedRows(store)).toHaveLength(1);
  });
  test('twice at once is one event', async () => {
    await writeDraft(store, 'log', 'l1', {});
    const log = {
      eventType: 'log.added',
      objectKind: 'log',
      objectId: 'l1',
      data: { entry: 'x' },
      draft: { kind: 'log', id: 'l1' },
    };
    const [one, two] = await Promise.all([addEvent(store, log), addEvent(store, log)]);
    const late = await addEvent(store, { ...log, data: { entry: 'y' } });
    expect(new Set([one, two, late].map((each) => each.clientGeneratedId)).size).toBe(1);
    expect(await queuedRows(store)).toHaveLength(1);
  });
  test('twice at once without anything typed is one event, too', async () => {
    const [one, two] = await Promise.all([addEvent(store, note({ draft })), addEvent(store, note({ draft }))]);
    expect(one).toEqual(two);
  });
  test('another intent on the same object is not a second tap', async () => {
    await writeDraft(store, 'note', 'n1', {});
    await addEvent(store, note({ draft }));
    await addEvent(store, note({ draft, eventType: 'note.deleted', collapse: false }));
    expect(await queuedRows(store)).toHaveLength(2);
  });
});

describe('a draft', () => {
  test('is written in order of the calls, the last one stands', async () => {
    await Promise.all([1, 2, 3].map((value) => writeDraft(store, 'note', 'n1', { value })));
    await removeDraft(store, 'note', 'n1');
    expect(await store.db.drafts.count()).toBe(0);
  });
  test('begun before another device’s edit says which version it was begun on', async () => {
    await persisted('', 3);
    await writeDraft(store, 'note', 'n1', {});
    await persisted('', 4);
    await addEvent(store, note({ draft }));
    expect(await data()).toMatchObject([{ base_version: 3 }]);
  });
  test('begun on an own edit stands on that edit’s result once it is answered', async () => {
    await persisted('', 3);
    const { clientGeneratedId } = await addEvent(store, note());
    await writeDraft(store, 'note', 'n1', {});
    await persisted(clientGeneratedId, 4);
    await addEvent(store, note({ draft }));
    expect(await data()).toMatchObject([{ base_version: 4 }]);
  });
  test('of a part says which object it edits', async () => {
    await persisted('', 3);
    await writeDraft(store, 'part-editor', 'p1', {}, { of: { kind: 'note', id: 'n1' } });
    await persisted('', 4);
    await addEvent(store, note({ draft: { kind: 'part-editor', id: 'p1' } }));
    expect(await data()).toMatchObject([{ base_version: 3 }]);
  });
  test('of something unknown does not say anything about versions', async () => {
    await persisted('', 3);
    await writeDraft(store, 'scratch', 'x', {});
    await persisted('', 4);
    await addEvent(store, note({ draft: { kind: 'scratch', id: 'x' } }));
    expect(await data()).toMatchObject([{ base_version: 4 }]);
  });
});

describe('edits that were never sent', () => {
  test('collapse into the last, in the place of the first', async () => {
    await persisted('', 3);
    await addEvent(store, note());
    await addEvent(store, { eventType: 'log.added', objectKind: 'log', objectId: 'l1', data: { entry: 'x' } });
    await addEvent(store, note({ data: { note_id: 'n1', a: 2, b: 0, parts: [] } }));
    const rows = await queuedRows(store);
    expect(rows.map((row) => row.lane)).toEqual(['note:n1', 'log:l1']);
    expect(await data()).toMatchObject([{ a: 2, base_version: 3 }, { entry: 'x' }]);
    expect(await store.db.bases.count()).toBe(1);
  });
  test('at the same moment in two tabs, too', async () => {
    await Promise.all([addEvent(store, note()), addEvent(store, note()), addEvent(store, note())]);
    expect(await queuedRows(store)).toHaveLength(1);
  });
});

describe('a deletion', () => {
  const remove = note({ eventType: 'note.deleted', data: { note_id: 'n1' }, collapse: false });
  test('says which version it was made on', async () => {
    await persisted('', 3);
    await addEvent(store, remove);
    expect(await data()).toEqual([{ note_id: 'n1', base_version: 3 }]);
  });
  test('behind a queued edit says which one: the version it will find is not known yet', async () => {
    await persisted('', 3);
    const { clientGeneratedId } = await addEvent(store, note());
    await addEvent(store, remove);
    expect((await data())[1]).toEqual({ note_id: 'n1', after: clientGeneratedId });
  });
  test('of what was just made here says after what', async () => {
    const { clientGeneratedId } = await addEvent(store, note({ eventType: 'note.created', collapse: false }));
    await addEvent(store, remove);
    expect((await data())[1]).toEqual({ note_id: 'n1', after: clientGeneratedId });
  });
  test('takes the place of a refused edit, so that giving up the edit cannot bring the thing back', async () => {
    await persisted('', 3);
    const { clientGeneratedId } = await addEvent(store, note());
    await refuse(clientGeneratedId);
    await addEvent(store, remove);
    const rows = await queuedRows(store);
    expect(rows.map((row) => row.state)).toEqual(['waiting']);
    expect(await openRow(store, rows[0] as (typeof rows)[0])).toMatchObject({
      eventType: 'note.deleted',
      data: { base_version: 3 },
    });
  });
});

describe('after a refusal', () => {
  test('a correction is a new id for the same object, in the old place, and takes the edits on top with it', async () => {
    const create = note({ eventType: 'note.created', collapse: false });
    const { clientGeneratedId: refused } = await addEvent(store, create);
    await addEvent(store, note());
    await addEvent(store, {
      eventType: 'log.added',
      objectKind: 'log',
      objectId: 'l1',
      data: {},
      dependsOn: [{ kind: 'note', id: 'n1' }],
    });
    await refuse(refused);
    const { clientGeneratedId: corrected } = await correctEvent(store, refused, {
      note_id: 'n1',
      a: 9,
      b: 0,
      parts: [],
    });
    const rows = await queuedRows(store);
    expect(rows.map((row) => [row.lane, row.replaces])).toEqual([
      ['note:n1', refused],
      ['log:l1', ''],
    ]);
    expect(corrected).not.toBe(refused);
    const opened = await Promise.all(rows.map((row) => openRow(store, row)));
    expect(opened[0]).toMatchObject({ eventType: 'note.created', data: { a: 9 } });
    expect(opened[0]?.data).not.toHaveProperty('after');
  });
  test('editing the object as shown is a correction as well', async () => {
    const { clientGeneratedId: refused } = await addEvent(store, note({ eventType: 'note.created', collapse: false }));
    await refuse(refused);
    await addEvent(store, note({ data: { note_id: 'n1', a: 7, b: 0, parts: [] } }));
    const rows = await queuedRows(store);
    expect(rows).toHaveLength(1);
    expect(await openRow(store, rows[0] as (typeof rows)[0])).toMatchObject({
      eventType: 'note.created',
      data: { a: 7 },
    });
  });
  test('giving up drops what stands on it and lets the rest go on', async () => {
    const { clientGeneratedId: refused } = await addEvent(store, note({ eventType: 'note.created', collapse: false }));
    await addEvent(store, note());
    await addEvent(store, {
      eventType: 'log.added',
      objectKind: 'log',
      objectId: 'l1',
      data: {},
      dependsOn: [{ kind: 'note', id: 'n1' }],
    });
    await refuse(refused);
    await discardEvent(store, refused);
    expect((await queuedRows(store)).map((row) => row.lane)).toEqual(['log:l1']);
  });
  test('what may be on its way cannot be given up', async () => {
    const { clientGeneratedId } = await addEvent(store, note());
    await store.db.events.toCollection().modify({ retryCount: 1 });
    await expect(discardEvent(store, clientGeneratedId)).rejects.toThrow();
    expect(await queuedRows(store)).toHaveLength(1);
  });
});

test('an event the server would never take is not queued', async () => {
  const big = note({ data: { note_id: 'n1', text: 'x'.repeat(MAX_EVENT_BYTES) } });
  await expect(addEvent(store, big)).rejects.toMatchObject({ problem: 'too_large' });
  expect(await queuedRows(store)).toEqual([]);
});

test('nothing a person wrote stands in the database in clear', async () => {
  await writeDraft(store, 'note', 'n2', { body: 'CANARY' });
  await addEvent(store, note({ data: { note_id: 'n1', body: 'CANARY' } }));
  await persisted('', 3);
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
    store = await openStore(`queue-${n}-strict`);
    await writeDraft(store, 'note', 'n1', {});
    await addEvent(store, note({ draft }));
    await persisted('', 1);
  } finally {
    IDBDatabase.prototype.transaction = real;
  }
  expect(modes.length).toBeGreaterThan(2);
  expect(new Set(modes)).toEqual(new Set(['strict']));
});

test('a change of what is shown stands on what is shown, even when a newer copy has just come', async () => {
  await persisted('', 1);
  const shown = { note_id: 'n1', version: 1, a: 0, b: 0, parts: [] };
  await persisted('', 2);
  const { clientGeneratedId } = await addEvent(store, note({ shown }));
  expect(await data()).toEqual([{ note_id: 'n1', a: 1, b: 0, parts: [], base_version: 1 }]);
  expect(await readBase(store, 'note', clientGeneratedId)).toEqual({ version: 1, value: shown });
});
