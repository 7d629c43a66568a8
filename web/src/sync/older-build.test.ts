// What earlier builds queued said not what it stands on; such rows are never rewritten.
import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, test } from 'vitest';
import { baseRow, copyAsBase } from './bases';
import { seal } from './crypto';
import { queuedRows } from './database';
import { type Envelope, newRow, type Queued } from './envelope';
import { eventPlace, openVerdict } from './lane';
import { askOutcomes } from './outcomes';
import type { Prefs } from './testing/model-server';
import { dataOf, refuse } from './testing/queue';
import { card, desk, phone, server, sync, theNote, twoDevices } from './testing/two-devices';

const form = { eventType: 'prefs.submitted', objectKind: 'prefs', objectId: 'me', collapse: true };

beforeEach(twoDevices);
beforeEach(async () => {
  await phone.write({ ...form, data: { theme: '', unit: 'kg' } });
  await sync(phone);
  await sync(desk);
});

/** Puts a row into the queue of the phone as an earlier build did. */
async function queued(kind: string, objectId: string, event_type: string, data: Envelope['data'], accepted = false) {
  const { store } = phone;
  const client_generated_id = crypto.randomUUID();
  const envelope: Envelope = {
    schema_version: '1.0.0',
    event_type,
    client_generated_id,
    user_id: 'u1',
    timestamp: new Date().toISOString(),
    source_service: 'frontend',
    data,
  };
  const row: Queued = { envelope, objectKind: kind, objectId, collapse: true, finalOn202: false };
  const clear = newRow(row, [], 100);
  const state = accepted ? ('accepted' as const) : ('waiting' as const);
  await store.db.events.add({ ...clear, state, body: await seal(store.key, eventPlace(clear), row) });
  const base = await copyAsBase(store, kind, objectId);
  if (base) await store.db.bases.put(await baseRow(store, kind, client_generated_id, base));
  return client_generated_id;
}

const dark = { theme: 'dark', unit: 'kg' };

describe('a form that was taken, learned without the stream', () => {
  const persisted = async () => {
    const [row] = await queuedRows(phone.store);
    const outcomes = [{ client_generated_id: row?.client_generated_id, state: 'persisted' }];
    const answer = { ours: true, status: 200, retryAfterMs: 0, data: { outcomes }, problem: null } as const;
    await askOutcomes(phone.store, async () => ({ ...answer, headers: new Headers() }), true);
  };
  test('is a conflict when what stands does not hold it: a later one stood already', async () => {
    await queued('prefs', 'me', 'prefs.submitted', dark, true);
    server.prefs = { version: 2, theme: '', unit: 'lb' };
    await persisted();
    const [row] = await queuedRows(phone.store);
    expect(row && (await openVerdict(phone.store, row))?.problem.code).toBe('superseded');
    await sync(phone);
    expect(server.prefs).toEqual({ version: 3, theme: 'dark', unit: 'lb' });
  });
  test.each([
    ['holds it, and a default of the server', { theme: 'dark', unit: '' }],
    ['does not hold it, but it said what it stands on', { theme: 'light', unit: 'kg', base_version: 1 }],
  ])('is done when what stands %s', async (_, data) => {
    await queued('prefs', 'me', 'prefs.submitted', data, true);
    server.prefs = { version: 2, theme: 'dark', unit: 'kg' };
    await persisted();
    expect(await phone.queued()).toEqual([]);
  });
});

describe('what takes the place of a form says what that stood on', () => {
  const light = { theme: 'light', unit: 'kg' };
  const lb = async () => {
    await desk.write({ ...form, data: { theme: '', unit: 'lb' } });
    await sync(desk);
    await phone.listen();
  };
  const merged: Prefs = { version: 3, theme: 'light', unit: 'lb' };
  test('a later change', async () => {
    await queued('prefs', 'me', 'prefs.submitted', dark);
    await lb();
    await phone.write({ ...form, data: light });
    expect(await dataOf(phone.store)).toEqual([{ ...light, base_version: 1 }]);
    await sync(phone);
    expect(server.prefs).toEqual(merged);
  });
  test('a correction', async () => {
    const id = await queued('prefs', 'me', 'prefs.submitted', dark);
    await lb();
    await refuse(phone.store, id);
    await phone.restart();
    await phone.write({ ...form, data: light });
    expect(await dataOf(phone.store)).toEqual([{ ...light, base_version: 1 }]);
    await sync(phone);
    expect(server.prefs).toEqual(merged);
  });
});

test('an edit that the server takes only with a base merges like any that came too late', async () => {
  await queued('note', 'n1', 'note.updated', { ...theNote, a: 1 });
  await sync(phone);
  expect(await card(phone)).toEqual({ id: '', conflicts: [] });
  expect(server.notes.get('n1')).toMatchObject({ version: 2, a: 1 });
});
