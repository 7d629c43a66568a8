import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, test } from 'vitest';
import { readBase } from './bases';
import { conflictCard, resolveConflict } from './conflict-choice';
import { writeDraft } from './draft-store';
import { readInstead } from './kept-row';
import { openRow } from './lane';
import { byPerson } from './reissue';
import type { Device } from './testing/device';
import type { Prefs } from './testing/model-server';
import { card, desk, edit, phone, server, sync, theNote, twoDevices } from './testing/two-devices';

beforeEach(twoDevices);

test('edits of different things by two devices merge without asking', async () => {
  await edit(phone, { a: 1 });
  await edit(desk, { b: 2 });
  await sync(desk);
  await sync(phone);
  await sync(desk);
  expect(server.notes.get('n1')).toMatchObject({ a: 1, b: 2 });
  expect(await phone.queued()).toEqual([]);
  expect(await desk.shown('note', 'n1')).toMatchObject({ a: 1, b: 2 });
});

test('an edit queued on an answered one merges from that one’s result', async () => {
  await edit(phone, { a: 1 }, false);
  await phone.flush();
  await edit(phone, { a: 1, parts: [{ part_id: 'p1', n: 5 }] }, false);
  server.process();
  await phone.listen();
  await sync(desk);
  await edit(desk, { a: 9, b: 9 });
  await sync(desk);
  await sync(phone);
  expect(await phone.queued()).toEqual([]);
  expect(server.notes.get('n1')).toMatchObject({ a: 9, b: 9, parts: [{ n: 5 }] });
});

test('a draft begun on an edit that is answered without the stream stands on that edit, not on what came later', async () => {
  await edit(phone, { a: 1 }, false);
  await writeDraft(phone.store, 'note', 'n1', () => ({ ...theNote, a: 1, b: 2 }));
  await phone.flush();
  server.process();
  await sync(desk);
  await edit(desk, { parts: [{ part_id: 'p1', n: 8 }] });
  await sync(desk);
  await phone.outcomes();
  const draft = { kind: 'note', id: 'n1' };
  await phone.write({
    eventType: 'note.updated',
    objectKind: 'note',
    objectId: 'n1',
    data: { ...theNote, a: 1, b: 2 },
    draft,
  });
  const [row] = await phone.queued();
  expect(row && (await openRow(phone.store, row)).data).toMatchObject({ base_version: 2 });
  await sync(phone);
  expect(server.notes.get('n1')).toMatchObject({ a: 1, b: 2, parts: [{ n: 8 }] });
});

test('nothing is merged while a part of the chain is still on its way', async () => {
  await edit(desk, { b: 9 });
  await sync(desk);
  await edit(phone, { a: 1 }, false);
  await edit(phone, { a: 2 }, false);
  await phone.flush();
  server.process(1);
  await phone.listen();
  expect((await phone.queued()).map((row) => row.state)).toEqual(['refused', 'accepted']);
  server.process();
  await phone.listen();
  expect((await phone.queued()).map((row) => [row.state, row.retryCount])).toEqual([['waiting', 0]]);
  await sync(phone);
  expect(server.notes.get('n1')).toMatchObject({ a: 2, b: 9 });
});

describe('an overlap behind three queued edits', () => {
  beforeEach(async () => {
    await edit(desk, { a: 50 });
    await sync(desk);
    for (const [change, sent] of [
      [{ a: 1 }, true],
      [{ b: 2 }, true],
      [{ a: 3 }, false],
    ] as const) {
      await edit(phone, change, false);
      if (sent) await phone.flush();
    }
    await sync(phone);
  });

  test('is one card that names the one place, and shows mine meanwhile', async () => {
    const { id, conflicts } = await card(phone);
    expect(conflicts.filter(Boolean)).toEqual([{ paths: ['/a'], deleted: false }]);
    expect(await conflictCard(phone.store, 'note:n1')).toMatchObject({
      overlaps: [{ path: '/a', base: 0, mine: 3, theirs: 50 }],
    });
    expect(await phone.shown('note', 'n1')).toMatchObject({ a: 3, b: 2 });
    expect(id).not.toBe('');
  });
  test.each([
    ['mine', 3],
    ['theirs', 50],
  ] as const)('one tap on %s decides it; the other side is kept', async (side, a) => {
    const { id } = await card(phone);
    await resolveConflict(phone.store, id, side, byPerson(phone.store));
    await sync(phone);
    expect(server.notes.get('n1')).toMatchObject({ a, b: 2 });
    expect(await phone.queued()).toEqual([]);
    const kept = (await phone.store.db.bases.toArray()).filter((row) => row.id.startsWith('kept:n1:'));
    expect(kept).toHaveLength(1);
    expect(kept[0]?.keep_until).toBeGreaterThan(Date.now() + 29 * 24 * 3600 * 1000);
  });
  test('a second tap finds nothing to decide, and that is no failure', async () => {
    const { id } = await card(phone);
    const tap = () => resolveConflict(phone.store, id, 'mine', byPerson(phone.store));
    await Promise.all([tap(), tap()]);
    await tap();
    expect(await phone.queued()).toHaveLength(1);
    await sync(phone);
    await tap();
    expect(server.notes.get('n1')).toMatchObject({ a: 3, b: 2 });
  });
});

describe('two places in question', () => {
  beforeEach(async () => {
    await edit(desk, { a: 50, b: 60 });
    await sync(desk);
    await edit(phone, { a: 1, b: 2 });
    await sync(phone);
  });
  const answer = async (side: 'mine' | 'theirs', path: string) =>
    resolveConflict(phone.store, (await card(phone)).id, side, byPerson(phone.store), [path]);

  test('are answered one by one; the first answer is kept and changes nothing yet', async () => {
    await answer('mine', '/a');
    expect(await conflictCard(phone.store, 'note:n1')).toMatchObject({ answers: { '/a': 'mine' } });
    await sync(phone);
    expect(server.notes.get('n1')).toMatchObject({ a: 50, b: 60 });
    await answer('theirs', '/b');
    await sync(phone);
    expect(server.notes.get('n1')).toMatchObject({ a: 1, b: 60 });
    const [kept] = (await phone.store.db.bases.toArray()).filter((row) => row.id.startsWith('kept:n1:'));
    expect(kept && (await readBase(phone.store, 'note', kept.id))?.value).toMatchObject({ a: 50, b: 2 });
    expect(kept && (await readInstead(phone.store, kept))).toMatchObject({ a: 1, b: 60 });
  });
  test('both tapped at once: no answer is lost', async () => {
    await Promise.all([answer('mine', '/a'), answer('theirs', '/b')]);
    await sync(phone);
    expect(server.notes.get('n1')).toMatchObject({ a: 1, b: 60 });
  });
  test('an answer is asked for again when the other side changed meanwhile', async () => {
    await answer('mine', '/a');
    await edit(desk, { a: 51 });
    await sync(desk);
    await sync(phone);
    expect(await conflictCard(phone.store, 'note:n1')).toMatchObject({ answers: {}, overlaps: [{ theirs: 51 }, {}] });
    await answer('theirs', '/b');
    await sync(phone);
    expect(server.notes.get('n1')).toMatchObject({ a: 51, b: 60 });
    expect(await phone.queued()).toHaveLength(1);
  });
});

test('a form handed in late merges with the later one', async () => {
  const submit = (device: Device, data: object) =>
    device.write({
      eventType: 'prefs.submitted',
      objectKind: 'prefs',
      objectId: 'me',
      data: { ...data },
      collapse: true,
    });
  await submit(phone, { theme: 'dark', unit: 'kg' });
  await sync(phone);
  await sync(desk);
  await submit(phone, { theme: 'light', unit: 'kg' });
  await submit(desk, { theme: 'dark', unit: 'lb' });
  await sync(desk);
  await sync(phone);
  await sync(desk);
  const both: Prefs = { version: 3, theme: 'light', unit: 'lb' };
  expect(await phone.shown('prefs', 'me')).toEqual(both);
  expect(await desk.shown('prefs', 'me')).toEqual(both);
});

test('a form sent last, on an older state, overwrites nothing unseen', async () => {
  const submit = (device: Device, data: object) =>
    device.write({ eventType: 'prefs.submitted', objectKind: 'prefs', objectId: 'me', data: { ...data } });
  await submit(phone, { theme: 'dark', unit: 'kg' });
  await sync(phone);
  await sync(desk);
  await submit(phone, { theme: 'dark', unit: 'lb' });
  await submit(desk, { theme: 'light', unit: 'kg' });
  await sync(phone);
  await sync(desk);
  await sync(phone);
  const both: Prefs = { version: 3, theme: 'light', unit: 'lb' };
  expect(await phone.shown('prefs', 'me')).toEqual(both);
  expect(await desk.shown('prefs', 'me')).toEqual(both);
});

test('a form that two devices hand in for the first time asks only about what differs', async () => {
  const submit = (device: Device, data: object) =>
    device.write({ eventType: 'prefs.submitted', objectKind: 'prefs', objectId: 'me', data: { ...data } });
  await submit(desk, { theme: 'dark', unit: 'lb' });
  await submit(phone, { theme: 'light', unit: 'lb' });
  await sync(phone);
  await sync(desk);
  expect(await conflictCard(desk.store, 'prefs:me')).toMatchObject({
    overlaps: [{ path: '/theme', mine: 'dark', theirs: 'light' }],
  });
});

test('a form answered without the stream is no conflict because the server added a default', async () => {
  const data = { theme: 'dark', unit: '' };
  await phone.write({ eventType: 'prefs.submitted', objectKind: 'prefs', objectId: 'me', data, collapse: true });
  await phone.flush();
  server.process();
  server.prefs = server.prefs && { ...server.prefs, unit: 'kg' };
  await phone.outcomes();
  expect(await phone.queued()).toEqual([]);
  expect(await phone.shown('prefs', 'me')).toEqual({ version: 1, theme: 'dark', unit: 'kg' });
});
