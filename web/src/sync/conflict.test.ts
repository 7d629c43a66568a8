import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { conflictCard, resolveConflict } from './conflict';
import { writeDraft } from './draft-store';
import { openRow, openVerdict } from './lane';
import { byPerson } from './reissue';
import { Device } from './testing/device';
import { registerModelKinds } from './testing/model-kinds';
import { ModelServer, type Note, type Prefs } from './testing/model-server';

let server: ModelServer;
let phone: Device;
let desk: Device;
let n = 0;
const base = { note_id: 'n1', a: 0, b: 0, parts: [{ part_id: 'p1', n: 0 }] };

beforeEach(async () => {
  server = new ModelServer();
  registerModelKinds(() => server);
  n += 1;
  phone = await Device.start(`conflict-${n}-phone`, () => server);
  desk = await Device.start(`conflict-${n}-desk`, () => server);
  await phone.write({ eventType: 'note.created', objectKind: 'note', objectId: 'n1', data: base });
  await sync(phone);
  await sync(desk);
});
afterEach(async () => {
  await phone.stop();
  await desk.stop();
});

async function sync(device: Device): Promise<void> {
  for (let round = 0; round < 4; round++) {
    while ((await device.flush())?.is === 'sent');
    server.process();
    await device.outcomes();
    await device.listen();
  }
}
const edit = async (device: Device, change: Partial<Note>, collapse = true) => {
  const { version: _version, ...shown } = (await device.shown<Note>('note', 'n1')) as Note;
  return device.write({
    eventType: 'note.updated',
    objectKind: 'note',
    objectId: 'n1',
    data: { ...shown, ...change },
    collapse,
  });
};
const card = async (device: Device) => {
  const refused = (await device.queued()).filter((row) => row.state === 'refused');
  const verdicts = await Promise.all(refused.map((row) => openVerdict(device.store, row)));
  return {
    ids: refused.map((row) => row.client_generated_id),
    conflicts: verdicts.map((verdict) => verdict?.conflict),
  };
};

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
  await writeDraft(phone.store, 'note', 'n1', { ...base, a: 1, b: 2 });
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
    data: { ...base, a: 1, b: 2 },
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
    const { ids, conflicts } = await card(phone);
    expect(conflicts.filter(Boolean)).toEqual([{ paths: ['/a'], deleted: false }]);
    expect(await conflictCard(phone.store, 'note:n1')).toMatchObject({
      overlaps: [{ path: '/a', base: 0, mine: 3, theirs: 50 }],
    });
    expect(await phone.shown('note', 'n1')).toMatchObject({ a: 3, b: 2 });
    expect(ids.length).toBeGreaterThan(0);
  });
  test.each([
    ['mine', 3],
    ['theirs', 50],
  ] as const)('one tap on %s decides it; the other side is kept', async (side, a) => {
    const { ids } = await card(phone);
    await resolveConflict(phone.store, ids[0] as string, side, byPerson(phone.store));
    await sync(phone);
    expect(server.notes.get('n1')).toMatchObject({ a, b: 2 });
    expect(await phone.queued()).toEqual([]);
    const kept = (await phone.store.db.bases.toArray()).filter((row) => row.id.startsWith('kept:n1:'));
    expect(kept).toHaveLength(1);
    expect(kept[0]?.keep_until).toBeGreaterThan(Date.now() + 29 * 24 * 3600 * 1000);
  });
});

describe('a delete against a queued edit', () => {
  beforeEach(async () => {
    await desk.write({ eventType: 'note.deleted', objectKind: 'note', objectId: 'n1', data: { note_id: 'n1' } });
    await sync(desk);
    await edit(phone, { a: 7 });
    await sync(phone);
  });
  test('is told, and what was written still stands', async () => {
    expect((await card(phone)).conflicts).toEqual([{ paths: [], deleted: true }]);
    expect(await phone.shown('note', 'n1')).toMatchObject({ a: 7 });
  });
  test('can be brought back as a new one', async () => {
    await resolveConflict(phone.store, (await card(phone)).ids[0] as string, 'mine', byPerson(phone.store));
    const [row] = await phone.queued();
    expect(row && (await openRow(phone.store, row))).toMatchObject({ eventType: 'note.created', data: { a: 7 } });
    await sync(phone);
    const [back] = [...server.notes.values()];
    expect(back).toMatchObject({ a: 7 });
    expect(back?.note_id).not.toBe('n1');
    expect(await phone.all('note')).toEqual([back]);
  });
  test('or let go', async () => {
    await resolveConflict(phone.store, (await card(phone)).ids[0] as string, 'theirs', byPerson(phone.store));
    expect(await phone.queued()).toEqual([]);
    expect(await phone.all('note')).toEqual([]);
  });
});

describe('a deletion against another device’s edit', () => {
  const remove = () =>
    phone.write({ eventType: 'note.deleted', objectKind: 'note', objectId: 'n1', data: { note_id: 'n1' } });
  test.each([
    ['mine', undefined],
    ['theirs', 9],
  ] as const)('asks, and one tap on %s decides it', async (side, a) => {
    await edit(desk, { a: 9 });
    await sync(desk);
    await remove();
    await sync(phone);
    const { ids, conflicts } = await card(phone);
    expect(conflicts).toEqual([{ paths: [], deleted: false }]);
    expect(await conflictCard(phone.store, 'note:n1')).toMatchObject({ mine: null, theirs: { a: 9 } });
    await resolveConflict(phone.store, ids[0] as string, side, byPerson(phone.store));
    await sync(phone);
    expect(server.notes.get('n1')?.a).toBe(a);
    expect(await phone.queued()).toEqual([]);
  });
  test('behind an own edit that cannot be merged is decided with it', async () => {
    await edit(phone, { a: 1 }, false);
    await remove();
    await edit(desk, { a: 9 });
    await sync(desk);
    await sync(phone);
    const { ids, conflicts } = await card(phone);
    expect(conflicts.filter(Boolean)).toHaveLength(1);
    await resolveConflict(phone.store, ids[0] as string, 'mine', byPerson(phone.store));
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
