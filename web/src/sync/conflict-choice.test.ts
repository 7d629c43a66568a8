import 'fake-indexeddb/auto';
import { beforeEach, expect, test } from 'vitest';
import { type ConflictSides, conflictCard, resolveConflict } from './conflict-choice';
import type { Side } from './merge';
import { byPerson } from './reissue';
import { card, desk, edit, phone, remove, server, sync, twoDevices } from './testing/two-devices';

beforeEach(twoDevices);
beforeEach(async () => {
  await edit(desk, { a: 50, b: 60 });
  await sync(desk);
  await edit(phone, { a: 1, b: 2 });
  await sync(phone);
});

const shown = async () => (await conflictCard(phone.store, 'note:n1')) as ConflictSides;
const answer = async (side: Side, path: string, seen?: ConflictSides) =>
  resolveConflict(phone.store, (await card(phone)).id, side, byPerson(phone.store), [path], seen);
const elsewhere = async (change: { a?: number; b?: number }) => {
  await edit(desk, change);
  await sync(desk);
  await sync(phone);
};

test('an answer stands when the other device changes another place, which alone is asked', async () => {
  await answer('mine', '/a');
  await elsewhere({ b: 61 });
  expect(await shown()).toMatchObject({ answers: { '/a': 'mine' }, again: [] });
  await answer('theirs', '/b');
  await sync(phone);
  expect(await phone.queued()).toEqual([]);
  expect(server.notes.get('n1')).toMatchObject({ a: 1, b: 61 });
});

test('a place whose other side changed after the answer is asked again, and says so', async () => {
  await answer('theirs', '/a');
  await elsewhere({ a: 51 });
  expect(await shown()).toMatchObject({ answers: {}, again: ['/a'] });
  await answer('mine', '/a');
  expect(await shown()).toMatchObject({ answers: { '/a': 'mine' }, again: [] });
});

test('a tap on a card that shows an older value does not count for the new one; other answers stay', async () => {
  await answer('mine', '/a');
  const seen = await shown();
  await elsewhere({ b: 61 });
  expect(await answer('theirs', '/b', seen)).toBeNull();
  expect(await shown()).toMatchObject({ answers: { '/a': 'mine' }, again: ['/b'], overlaps: [{}, { theirs: 61 }] });
  await sync(phone);
  expect(server.notes.get('n1')).toMatchObject({ a: 50, b: 61 });
  await answer('theirs', '/b', await shown());
  await sync(phone);
  expect(server.notes.get('n1')).toMatchObject({ a: 1, b: 61 });
});

test('where the other side takes all back that was in question, nothing is asked any more', async () => {
  await elsewhere({ a: 0, b: 0 });
  expect(await phone.queued()).toEqual([]);
  expect(server.notes.get('n1')).toMatchObject({ a: 1, b: 2 });
  expect(await phone.store.db.bases.count()).toBe(0);
});

test('where it takes back what was not answered yet, the answers decide', async () => {
  await answer('theirs', '/a');
  await elsewhere({ b: 2 });
  expect(await phone.queued()).toEqual([]);
  expect(server.notes.get('n1')).toMatchObject({ a: 50, b: 2 });
});

test('what is chosen whole counts only for what was seen, too', async () => {
  await answer('theirs', '/a');
  await answer('theirs', '/b');
  await sync(phone);
  await remove(phone);
  await elsewhere({ b: 70 });
  const seen = await shown();
  expect(seen).toMatchObject({ mine: null, overlaps: [] });
  await elsewhere({ b: 71 });
  const whole = async () =>
    resolveConflict(phone.store, (await card(phone)).id, 'mine', byPerson(phone.store), undefined, await shown());
  const id = (await card(phone)).id;
  expect(await resolveConflict(phone.store, id, 'mine', byPerson(phone.store), undefined, seen)).toBeNull();
  expect(await shown()).toMatchObject({ theirs: { b: 71 }, again: [''] });
  expect(await whole()).toBe('n1');
});
