import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { queuedRows } from './database';
import { type Seat, takeSeat } from './seat';
import { Connection, runStream, SILENCE_MS, type StreamLink } from './stream';
import { CURSOR } from './sync-marks';
import { Device, openStore } from './testing/device';
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

describe('the connection', () => {
  let seat: Seat;
  beforeEach(async () => {
    seat = await takeSeat(await openStore(`stream-link-${n}`), true);
  });
  const body = (...chunks: string[]) =>
    new ReadableStream<Uint8Array>({
      start(controller) {
        for (const chunk of chunks) controller.enqueue(new TextEncoder().encode(chunk));
      },
    });
  /** Ends after so many chunks. */
  const closing = (chunks: number) => {
    let left = chunks;
    return new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        controller.enqueue(chunk);
        left -= 1;
        if (left === 0) controller.terminate();
      },
    });
  };
  const streaming = (stream: ReadableStream<Uint8Array>) =>
    new Response(stream, { headers: { 'content-type': 'text/event-stream' } });

  test('carries the token and the last cursor, and renews a refused token', async () => {
    await seat.db.meta.put({ user_id: 'u1', name: CURSOR, value: '1.7' });
    const stop = new AbortController();
    const opened: Record<string, string>[] = [];
    const asked: unknown[] = [];
    const link: StreamLink = {
      post: async () => ({ ours: false, status: 0, retryAfterMs: 0 }),
      token: async (options) => {
        asked.push(options?.fresh);
        return options?.fresh ? 'new' : 'old';
      },
      open: async (headers) => {
        opened.push(headers);
        if (opened.length === 2) stop.abort();
        return new Response('', { status: 401 });
      },
      contact: () => {},
      pause: async () => {},
    };
    await runStream(seat, link, stop.signal);
    expect(opened).toMatchObject([
      { authorization: 'Bearer old', 'last-event-id': '1.7' },
      { authorization: 'Bearer new', 'last-event-id': '1.7' },
    ]);
    expect(asked).toEqual([false, true]);
  });

  test('that ends as a session does asks at once for a new token', async () => {
    await seat.db.meta.put({ user_id: 'u1', name: CURSOR, value: '1.7' });
    const stop = new AbortController();
    const asked: unknown[] = [];
    let pauses = 0;
    const link: StreamLink = {
      post: async () => ({ ours: false, status: 0, retryAfterMs: 0 }),
      token: async (options) => {
        asked.push(options?.fresh);
        return options?.fresh ? null : 'token';
      },
      open: async () => {
        const stream = body(
          'event: hello\ndata: {"cursor":"1.7"}\n\n',
          'id: 1.8\nevent: auth.session.ended\ndata: {"data":{"session_id":"s1"}}\n\n',
        );
        // What the test's stream does not do by itself.
        return streaming(stream.pipeThrough(closing(2)));
      },
      contact: () => {},
      pause: async () => {
        pauses += 1;
        stop.abort();
      },
    };
    await runStream(seat, link, stop.signal);
    expect(asked).toEqual([false, true]);
    expect(pauses).toBe(1);
  });

  test('is made again after 40 seconds without a byte, and a heartbeat is a byte', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const stop = new AbortController();
    let opened = 0;
    let beat = () => {};
    const link: StreamLink = {
      post: async () => ({ ours: false, status: 0, retryAfterMs: 0 }),
      token: async () => 'token',
      open: async (_headers, signal) => {
        opened += 1;
        const stream = new ReadableStream<Uint8Array>({
          start(controller) {
            beat = () => controller.enqueue(new TextEncoder().encode(':\n\n'));
            signal.addEventListener('abort', () => controller.error(new DOMException('', 'AbortError')));
          },
        });
        return streaming(stream);
      },
      contact: () => {},
      pause: async () => {},
    };
    const done = runStream(seat, link, stop.signal);
    await vi.waitFor(() => expect(opened).toBe(1));
    await vi.advanceTimersByTimeAsync(SILENCE_MS - 1_000);
    beat();
    await new Promise((resolve) => setImmediate(resolve));
    await vi.advanceTimersByTimeAsync(SILENCE_MS - 1_000);
    expect(opened).toBe(1);
    await vi.advanceTimersByTimeAsync(2_000);
    vi.useRealTimers();
    await vi.waitFor(() => expect(opened).toBe(2));
    stop.abort();
    await done;
  });

  test('a page that is no stream is no contact', async () => {
    const stop = new AbortController();
    const contacts: boolean[] = [];
    const link: StreamLink = {
      post: async () => ({ ours: false, status: 0, retryAfterMs: 0 }),
      token: async () => 'token',
      open: async () => new Response('<html>', { headers: { 'content-type': 'text/html' } }),
      contact: (ok) => contacts.push(ok),
      pause: async () => stop.abort(),
    };
    await runStream(seat, link, stop.signal);
    expect(contacts).toEqual([false]);
  });

  test('facts and their cursor are kept together', async () => {
    await seat.db.meta.put({ user_id: 'u1', name: CURSOR, value: '1.7' });
    const stop = new AbortController();
    const fact = { causation_id: '', data: { id: 'n9', note_id: 'n9', version: 1, a: 0, b: 0, parts: [] } };
    const link: StreamLink = {
      post: async () => ({ ours: false, status: 0, retryAfterMs: 0 }),
      token: async () => 'token',
      open: async (_headers, signal) => {
        const frames = `event: hello\ndata: {"cursor":"1.7"}\n\nid: 1.8\nevent: note.persisted\ndata: ${JSON.stringify(fact)}\n\n`;
        const stream = body(frames.slice(0, 50), frames.slice(50));
        signal.addEventListener('abort', () => void stream.cancel().catch(() => {}));
        return streaming(stream);
      },
      contact: () => {},
      pause: async () => {},
    };
    const done = runStream(seat, link, stop.signal);
    await vi.waitFor(async () => expect((await seat.db.meta.get(['u1', CURSOR]))?.value).toBe('1.8'));
    expect(await seat.db.objects.get(['u1', 'note', 'n9'])).toMatchObject({ version: 1 });
    stop.abort();
    await Promise.race([done, new Promise((resolve) => setTimeout(resolve, 100))]);
  });
});
