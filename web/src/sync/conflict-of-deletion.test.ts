import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, test } from 'vitest';
import { conflictCard, resolveConflict } from './conflict-choice';
import { openRow } from './lane';
import { byPerson } from './reissue';
import { card, desk, edit, phone, remove, server, sync, twoDevices } from './testing/two-devices';

beforeEach(twoDevices);

describe('a delete against a queued edit', () => {
  beforeEach(async () => {
    await remove(desk);
    await sync(desk);
    await edit(phone, { a: 7 });
    await sync(phone);
  });
  test('is told, and what was written still stands', async () => {
    expect((await card(phone)).conflicts).toEqual([{ paths: [], deleted: true }]);
    expect(await phone.shown('note', 'n1')).toMatchObject({ a: 7 });
  });
  test('can be brought back as a new one', async () => {
    const newId = await resolveConflict(phone.store, (await card(phone)).id, 'mine', byPerson(phone.store));
    const [row] = await phone.queued();
    expect(row?.lane).toBe(`note:${newId}`);
    expect(row && (await openRow(phone.store, row))).toMatchObject({ eventType: 'note.created', data: { a: 7 } });
    await sync(phone);
    const [back] = [...server.notes.values()];
    expect(back).toMatchObject({ a: 7 });
    expect(back?.note_id).not.toBe('n1');
    expect(await phone.all('note')).toEqual([back]);
  });
  test('or let go', async () => {
    await resolveConflict(phone.store, (await card(phone)).id, 'theirs', byPerson(phone.store));
    expect(await phone.queued()).toEqual([]);
    expect(await phone.all('note')).toEqual([]);
  });
});

describe('a deletion against another device’s edit', () => {
  test.each([
    ['mine', undefined],
    ['theirs', 9],
  ] as const)('asks, and one tap on %s decides it', async (side, a) => {
    await edit(desk, { a: 9 });
    await sync(desk);
    await remove(phone);
    await sync(phone);
    const { id, conflicts } = await card(phone);
    expect(conflicts).toEqual([{ paths: [], deleted: false }]);
    expect(await conflictCard(phone.store, 'note:n1')).toMatchObject({
      base: { note_id: 'n1', a: 0 },
      mine: null,
      theirs: { a: 9 },
    });
    await resolveConflict(phone.store, id, side, byPerson(phone.store));
    await sync(phone);
    expect(server.notes.get('n1')?.a).toBe(a);
    expect(await phone.queued()).toEqual([]);
  });
  test('behind an own edit that cannot be merged is decided with it', async () => {
    await edit(phone, { a: 1 }, false);
    await remove(phone);
    await edit(desk, { a: 9 });
    await sync(desk);
    await sync(phone);
    const { id, conflicts } = await card(phone);
    expect(conflicts.filter(Boolean)).toHaveLength(1);
    await resolveConflict(phone.store, id, 'mine', byPerson(phone.store));
    await sync(phone);
    expect(server.notes.has('n1')).toBe(false);
    expect(await phone.queued()).toEqual([]);
  });
  test('of what never reached the server leaves nothing behind', async () => {
    await phone.write({ eventType: 'note.deleted', objectKind: 'note', objectId: 'n9', data: { note_id: 'n9' } });
    await sync(phone);
    expect(await phone.queued()).toEqual([]);
  });
});
