import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Seat, takeSeat } from './seat';
import { runStream, SILENCE_MS, type StreamLink } from './stream';
import { CURSOR } from './sync-marks';
import { openStore } from './testing/device';
import { registerModelKinds } from './testing/model-kinds';
import { ModelServer } from './testing/model-server';

let seat: Seat;
let n = 0;
beforeEach(async () => {
  const server = new ModelServer();
  registerModelKinds(() => server);
  n += 1;
  seat = await takeSeat(await openStore(`stream-link-${n}`), true);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
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

test('is given up once the browser says that the network is gone, also where nothing cuts it', async () => {
  await seat.db.meta.put({ user_id: 'u1', name: CURSOR, value: '1.7' });
  const browser = new EventTarget();
  vi.stubGlobal('addEventListener', browser.addEventListener.bind(browser));
  vi.stubGlobal('removeEventListener', browser.removeEventListener.bind(browser));
  const stop = new AbortController();
  const heard: boolean[] = [];
  const hello = new TextEncoder().encode('event: hello\ndata: {"cursor":"1.7"}\n\n');
  const link: StreamLink = {
    post: async () => ({ ours: false, status: 0, retryAfterMs: 0 }),
    token: async () => 'token',
    open: async (_, until) => {
      const start = (controller: ReadableStreamDefaultController<Uint8Array>) => {
        until.addEventListener('abort', () => controller.error(until.reason));
        controller.enqueue(hello);
      };
      return streaming(new ReadableStream({ start }));
    },
    contact: (ok) => {
      heard.push(ok);
      if (ok) setTimeout(() => browser.dispatchEvent(new Event('offline')), 10);
    },
    pause: async () => stop.abort(),
  };
  await runStream(seat, link, stop.signal);
  expect(heard).toEqual([true, false]);
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
