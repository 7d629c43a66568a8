import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { bringBack, type KeptOfGone, keptOfGone } from './bring-back';
import { resolveConflict } from './conflict-choice';
import { keep, openKept } from './kept';
import { keptRows } from './kept-row';
import { openRow } from './lane';
import { byPerson } from './reissue';
import { setSession } from './session-store';
import { card, desk, edit, phone, remove, server, sync, twoDevices } from './testing/two-devices';

beforeEach(twoDevices);
beforeEach(async () => {
  setSession({ status: 'signed-in', user: null, store: phone.store });
});
afterEach(() => setSession({ status: 'signed-out', user: null, store: null }));

const listed = async () => (await keptOfGone(phone.store)).map(({ value }) => (value as { a: number }).a);
const only = async () => (await keptOfGone(phone.store))[0] as KeptOfGone;
const decide = async (side: 'mine' | 'theirs') =>
  resolveConflict(phone.store, (await card(phone)).id, side, byPerson(phone.store));

async function letGo(a: number): Promise<void> {
  await remove(desk);
  await sync(desk);
  await edit(phone, { a });
  await sync(phone);
  await decide('theirs');
}

async function otherTaken(): Promise<void> {
  await edit(desk, { a: 9 });
  await sync(desk);
  await edit(phone, { a: 7 });
  await sync(phone);
  await decide('theirs');
}

test('what was let go is kept, and comes back as a new one, once', async () => {
  await letGo(7);
  expect(await listed()).toEqual([7]);
  const one = await only();
  expect(one).toMatchObject({ kind: 'note', objectId: 'n1' });
  const [newId, ...more] = (await Promise.all([bringBack(one), bringBack(one)])).filter((id) => id !== null);
  expect(more).toEqual([]);
  const [row, ...others] = await phone.queued();
  expect(others).toEqual([]);
  expect(row?.lane).toBe(`note:${newId}`);
  expect(row && (await openRow(phone.store, row))).toMatchObject({ eventType: 'note.created', data: { a: 7 } });
  expect(await listed()).toEqual([]);
  await sync(phone);
  expect([...server.notes.values()]).toMatchObject([{ a: 7, note_id: newId }]);
});

test('what was deleted here although another changed it is kept from the choice on', async () => {
  await edit(desk, { a: 9 });
  await sync(desk);
  await remove(phone);
  await sync(phone);
  expect(await listed()).toEqual([]);
  await decide('mine');
  expect(await listed()).toEqual([9]);
  await sync(phone);
  expect(await listed()).toEqual([9]);
});

test('what stands has its own page, until it is deleted', async () => {
  await otherTaken();
  expect(await listed()).toEqual([]);
  await remove(phone);
  expect(await listed()).toEqual([7]);
});

test('what is only not on this device is not said to be gone', async () => {
  await otherTaken();
  await phone.store.db.objects.clear();
  expect(await listed()).toEqual([]);
});

test('the same kept twice is offered once, and both go', async () => {
  await letGo(7);
  await keep('note', 'n1', 1, (await only()).value);
  expect((await only()).ids).toHaveLength(2);
  expect(await listed()).toEqual([7]);
  await bringBack(await only());
  expect(await listed()).toEqual([]);
});

test('what else is kept of it goes on as versions of what came back, and is not offered as gone', async () => {
  await keep('note', 'n1', 1, { note_id: 'n1', version: 1, a: 5 });
  await letGo(7);
  expect((await listed()).sort()).toEqual([5, 7]);
  const newId = await bringBack(await only());
  expect(await listed()).toEqual([]);
  const [left, ...more] = await keptRows(phone.store, 'note', newId ?? '');
  expect(more).toEqual([]);
  expect(left && (await openKept(phone.store, left))).toMatchObject({ value: { note_id: newId, a: 5 } });
  expect(await keptRows(phone.store, 'note', 'n1')).toEqual([]);
});

test('so does what is kept of what comes back by an answer', async () => {
  await keep('note', 'n1', 1, { note_id: 'n1', version: 1, a: 5 });
  await remove(desk);
  await sync(desk);
  await edit(phone, { a: 7 });
  await sync(phone);
  const newId = await decide('mine');
  expect(newId).not.toBe('n1');
  expect(await listed()).toEqual([]);
  expect(await keptRows(phone.store, 'note', String(newId))).toHaveLength(1);
  expect(await keptRows(phone.store, 'note', 'n1')).toEqual([]);
});
