import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readBase } from './bases';
import { queuedRows, type Store } from './database';
import { MAX_EVENT_BYTES } from './envelope';
import { openRow } from './lane';
import { addEvent, discardEvent } from './queue';
import { dataOf, emptyStore, note, persisted, refuse } from './testing/queue';

let store: Store;
beforeEach(async () => {
  store = await emptyStore();
});
afterEach(() => store.db.delete());

describe('edits that were never sent', () => {
  test('collapse into the last, in the place of the first', async () => {
    await persisted(store, '', 3);
    await addEvent(store, note());
    await addEvent(store, { eventType: 'log.added', objectKind: 'log', objectId: 'l1', data: { entry: 'x' } });
    await addEvent(store, note({ data: { note_id: 'n1', a: 2, b: 0, parts: [] } }));
    const rows = await queuedRows(store);
    expect(rows.map((row) => row.lane)).toEqual(['note:n1', 'log:l1']);
    expect(await dataOf(store)).toMatchObject([{ a: 2, base_version: 3 }, { entry: 'x' }]);
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
    await persisted(store, '', 3);
    await addEvent(store, remove);
    expect(await dataOf(store)).toEqual([{ note_id: 'n1', base_version: 3 }]);
  });
  test('behind a queued edit says which one: the version it will find is not known yet', async () => {
    await persisted(store, '', 3);
    const { clientGeneratedId } = await addEvent(store, note());
    await addEvent(store, remove);
    expect((await dataOf(store))[1]).toEqual({ note_id: 'n1', after: clientGeneratedId });
  });
  test('of what was just made here says after what', async () => {
    const { clientGeneratedId } = await addEvent(store, note({ eventType: 'note.created', collapse: false }));
    await addEvent(store, remove);
    expect((await dataOf(store))[1]).toEqual({ note_id: 'n1', after: clientGeneratedId });
  });
  test('takes the place of a refused edit, so that giving up the edit cannot bring the thing back', async () => {
    await persisted(store, '', 3);
    const { clientGeneratedId } = await addEvent(store, note());
    await refuse(store, clientGeneratedId);
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
  test('editing the object as shown corrects it: a new id for the same object, in the old place, and takes the edits on top with it', async () => {
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
    await refuse(store, refused);
    const { clientGeneratedId: corrected } = await addEvent(
      store,
      note({ data: { note_id: 'n1', a: 9, b: 0, parts: [] } }),
    );
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
    await refuse(store, refused);
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

describe('what is shown when it is changed or deleted', () => {
  const shown = { note_id: 'n1', version: 1, a: 0, b: 0, parts: [] };
  test('is what a change stands on, even when a newer copy has just come', async () => {
    await persisted(store, '', 1);
    await persisted(store, '', 2, { b: 7 });
    const { clientGeneratedId } = await addEvent(store, note({ shown }));
    expect(await dataOf(store)).toEqual([{ note_id: 'n1', a: 1, b: 0, parts: [], base_version: 1 }]);
    expect(await readBase(store, 'note', clientGeneratedId)).toEqual({ version: 1, value: shown });
  });
  test('is what a deletion stands on', async () => {
    await persisted(store, '', 2, { b: 7 });
    const data = { note_id: 'n1' };
    await addEvent(store, note({ eventType: 'note.deleted', data, collapse: false, shown }));
    expect(await dataOf(store)).toEqual([{ note_id: 'n1', base_version: 1 }]);
  });
  test('is the newest version where only its number is older: an own edit was taken while it still showed as queued', async () => {
    await persisted(store, '', 1);
    await addEvent(store, note({ shown }));
    const [first] = await queuedRows(store);
    await persisted(store, first?.client_generated_id ?? '', 2, { a: 1 });
    expect(await queuedRows(store)).toEqual([]);
    await addEvent(store, note({ shown: { ...shown, a: 1 }, data: { note_id: 'n1', a: 1, b: 5, parts: [] } }));
    expect(await dataOf(store)).toEqual([{ note_id: 'n1', a: 1, b: 5, parts: [], base_version: 2 }]);
  });
  test('holds not yet own edits that were just taken: both changes stand, on the newest version', async () => {
    await persisted(store, '', 1);
    const { clientGeneratedId } = await addEvent(store, note({ shown }));
    await persisted(store, clientGeneratedId, 2, { a: 1 });
    await addEvent(store, note({ shown, data: { note_id: 'n1', a: 0, b: 5, parts: [] } }));
    expect(await dataOf(store)).toEqual([{ note_id: 'n1', a: 1, b: 5, parts: [], base_version: 2 }]);
  });
  test.each([
    ['after', [2, 3]],
    ['before', [3, 2]],
  ])('is what a change stands on where another device’s change came %s an own one', async (_, [own, others]) => {
    await persisted(store, '', 1);
    const { clientGeneratedId } = await addEvent(store, note({ shown }));
    const facts: [string, number, object][] = [
      [clientGeneratedId, own as number, { a: 1 }],
      ['', others as number, { a: 1, b: 7 }],
    ];
    for (const [by, version, part] of facts.sort((one, two) => one[1] - two[1]))
      await persisted(store, by, version, part);
    await addEvent(store, note({ shown, data: { note_id: 'n1', a: 0, b: 5, parts: [] } }));
    expect(await dataOf(store)).toEqual([{ note_id: 'n1', a: 0, b: 5, parts: [], base_version: 1 }]);
  });
  test('holds not yet what was queued a moment ago: both changes stand', async () => {
    await persisted(store, '', 1);
    await addEvent(store, note({ shown }));
    await addEvent(store, note({ shown, data: { note_id: 'n1', a: 0, b: 5, parts: [] } }));
    expect(await dataOf(store)).toEqual([{ note_id: 'n1', a: 1, b: 5, parts: [], base_version: 1 }]);
  });
});
