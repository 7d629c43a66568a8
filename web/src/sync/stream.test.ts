import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { queuedRows } from './database';
import { takeSeat } from './seat';
import { Connection } from './stream';
import { CURSOR } from './sync-marks';
import { Device } from './testing/device';
import { registerModelKinds } from './testing/model-kinds';
import { ModelServer, type Note } from './testing/model-server';

let server: ModelServer;
let device: Device;
let n = 0;
beforeEach(async () => {
  server = new ModelServer();
  registerModelKinds(() => server);
  n += 1;
  device = await Device.start(`stream-${n}`, () => server);
});
afterEach(async () => {
  vi.useRealTimers();
  await device.stop();
});

const create = (note_id: string) =>
  device.write({
    eventType: 'note.created',
    objectKind: 'note',
    objectId: note_id,
    data: { note_id, a: 0, b: 0, parts: [] },
  });
const cursor = async () => (await device.store.db.meta.get(['u1', CURSOR]))?.value;

describe('what cannot be resumed is read again', () => {
  test('on the first connection', async () => {
    server.notes.set('n1', { note_id: 'n1', version: 4, a: 1, b: 2, parts: [] });
    await device.listen();
    expect(await device.all('note')).toEqual(server.state().notes);
    expect(await cursor()).toBe('1.0');
  });
  test('after a reset: outcomes, lists, then the cursor; what is gone is swept', async () => {
    await create('n1');
    await create('n2');
    await device.flush();
    server.process();
    await device.listen();
    await create('n3');
    await device.flush();
    server.process();
    server.notes.delete('n2');
    server.forgetStream();
    await device.listen();
    expect((await device.all<Note>('note')).map((note) => note.note_id)).toEqual(['n1', 'n3']);
    expect(await queuedRows(device.store)).toEqual([]);
    expect(await cursor()).toBe('1.3');
  });
  test('a tab killed in the middle of it does it all again', async () => {
    await create('n1');
    await device.flush();
    server.process();
    await device.listen(1, false);
    expect(await cursor()).toBeUndefined();
    await device.restart();
    await device.listen();
    expect(await cursor()).toBe('1.1');
    expect(await queuedRows(device.store)).toEqual([]);
  });
  test('a fact that comes meanwhile counts, but not its cursor', async () => {
    const lost = new AbortController();
    const unreachable = async () => ({ ours: false as const, status: 0, retryAfterMs: 0 });
    await create('n1');
    await device.flush();
    await device.store.db.events.toCollection().modify({ state: 'accepted' });
    const connection = new Connection(
      await takeSeat(device.store, true),
      { post: unreachable, contact: () => {} },
      lost.signal,
    );
    expect(await connection.storedCursor()).toBe('');
    const data = { id: 'n9', note_id: 'n9', version: 1, a: 0, b: 0, parts: [] };
    await connection.take([{ id: '', event: 'hello', data: '{"cursor":"1.4"}' }]);
    await connection.take([{ id: '1.5', event: 'note.persisted', data: JSON.stringify({ data }) }]);
    expect(await device.shown('note', 'n9')).toMatchObject({ version: 1 });
    expect(await cursor()).toBeUndefined();
    lost.abort();
    await connection.finished();
    expect(await cursor()).toBeUndefined();
  });
  test('a restored server’s lower versions count, and what it lost is sent again', async () => {
    await create('n1');
    await device.flush();
    server.process();
    await device.listen();
    const later = { ...(server.notes.get('n1') as Note), a: 9, version: 7 };
    server.notes.set('n1', later);
    server.forgetStream();
    await device.listen();
    await create('n2');
    await device.flush();
    server = new ModelServer();
    server.epoch = 2;
    server.notes.set('n1', { ...later, a: 1, version: 2 });
    registerModelKinds(() => server);
    await device.listen();
    expect(await device.shown<Note>('note', 'n1')).toMatchObject({ a: 1, version: 2 });
    await device.flush();
    server.process();
    expect(server.notes.has('n2')).toBe(true);
  });
});

test('an older fact, told late, does not move a copy back', async () => {
  await create('n1');
  await device.flush();
  server.process();
  server.notes.set('n1', { ...(server.notes.get('n1') as Note), version: 5, a: 50 });
  await device.outcomes();
  expect(await device.shown<Note>('note', 'n1')).toMatchObject({ version: 5 });
  await device.store.db.meta.put({ user_id: 'u1', name: CURSOR, value: '1.0' });
  await device.listen();
  expect(await device.shown<Note>('note', 'n1')).toMatchObject({ version: 5, a: 50 });
});
