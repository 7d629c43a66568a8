import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { queuedRows, type Store } from './database';
import { removeDraft, writeDraft } from './draft-store';
import { addEvent } from './queue';
import { dataOf, draft, emptyStore, note, persisted } from './testing/queue';

let store: Store;
beforeEach(async () => {
  store = await emptyStore();
});
afterEach(() => store.db.delete());

describe('finishing a draft', () => {
  test('removes it in the transaction that writes the event', async () => {
    await writeDraft(store, 'note', 'n1', () => ({ typed: true }));
    await addEvent(store, note({ draft }));
    expect(await store.db.drafts.count()).toBe(0);
    expect(await store.db.bases.count()).toBe(0);
    expect(await queuedRows(store)).toHaveLength(1);
  });
  test('twice at once is one event', async () => {
    await writeDraft(store, 'log', 'l1', () => ({}));
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
    await writeDraft(store, 'note', 'n1', () => ({}));
    await addEvent(store, note({ draft }));
    await addEvent(store, note({ draft, eventType: 'note.deleted', collapse: false }));
    expect(await queuedRows(store)).toHaveLength(2);
  });
});

describe('a draft', () => {
  test('is written in order of the calls, the last one stands', async () => {
    await Promise.all([1, 2, 3].map((value) => writeDraft(store, 'note', 'n1', () => ({ value }))));
    await removeDraft(store, 'note', 'n1');
    expect(await store.db.drafts.count()).toBe(0);
  });
  test('begun before another device’s edit says which version it was begun on', async () => {
    await persisted(store, '', 3);
    await writeDraft(store, 'note', 'n1', () => ({}));
    await persisted(store, '', 4);
    await addEvent(store, note({ draft }));
    expect(await dataOf(store)).toMatchObject([{ base_version: 3 }]);
  });
  test('begun on an own edit stands on that edit’s result once it is answered', async () => {
    await persisted(store, '', 3);
    const { clientGeneratedId } = await addEvent(store, note());
    await writeDraft(store, 'note', 'n1', () => ({}));
    await persisted(store, clientGeneratedId, 4);
    await addEvent(store, note({ draft }));
    expect(await dataOf(store)).toMatchObject([{ base_version: 4 }]);
  });
  test('of a part says which object it edits', async () => {
    await persisted(store, '', 3);
    await writeDraft(store, 'part-editor', 'p1', () => ({}), { of: { kind: 'note', id: 'n1' } });
    await persisted(store, '', 4);
    await addEvent(store, note({ draft: { kind: 'part-editor', id: 'p1' } }));
    expect(await dataOf(store)).toMatchObject([{ base_version: 3 }]);
  });
  test('of something unknown does not say anything about versions', async () => {
    await persisted(store, '', 3);
    await writeDraft(store, 'scratch', 'x', () => ({}));
    await persisted(store, '', 4);
    await addEvent(store, note({ draft: { kind: 'scratch', id: 'x' } }));
    expect(await dataOf(store)).toMatchObject([{ base_version: 4 }]);
  });
});
