import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { clock } from './clock';
import { queuedRows } from './database';
import { flushOnce } from './flush';
import type { Answer } from './http';
import { openVerdict } from './lane';
import { addEvent } from './queue';
import { type Seat, takeSeat } from './seat';
import { Device, openStore } from './testing/device';
import { registerModelKinds } from './testing/model-kinds';
import { type Fault, type Log, ModelServer } from './testing/model-server';

let server: ModelServer;
let device: Device;
let n = 0;
beforeEach(async () => {
  server = new ModelServer();
  registerModelKinds(() => server);
  n += 1;
  device = await Device.start(`flush-${n}`, () => server);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await device.stop();
});

const log = (entry: string, log_id = 'l1') =>
  device.write({ eventType: 'log.added', objectKind: 'log', objectId: log_id, data: { log_id, entry } });

test('500 writes with every answer cut arrive each once, in order', { timeout: 180_000 }, async () => {
  const entries = Array.from({ length: 500 }, (_, i) => `e${i}`);
  for (const [i, entry] of entries.entries()) await log(entry, `l${i % 25}`);
  const cuts: Fault[] = ['answer-lost', 'request-lost', 'half-answered', 'crash', 'answer-lost'];
  for (let i = 0; i < 30; i++) await device.flush(cuts[i % cuts.length]);
  while ((await device.flush())?.is === 'sent');
  server.process();
  await device.listen();
  expect(await device.queued()).toEqual([]);
  for (let i = 0; i < 25; i++) {
    expect(server.logs.get(`l${i}`)?.entries).toEqual(entries.filter((_, at) => at % 25 === i));
  }
  expect(await device.shown<Log>('log', 'l0')).toMatchObject({ entries: server.logs.get('l0')?.entries });
});

test.each<Fault>(['portal-200', 'proxy-403', 'unavailable', 'request-lost'])(
  'after %s nothing has left the queue',
  async (fault) => {
    await log('a');
    await log('b', 'l2');
    expect(await device.flush(fault)).toMatchObject({ is: 'unreachable' });
    expect((await device.queued()).map((row) => [row.state, row.lease, row.retryCount])).toEqual([
      ['waiting', 0, 1],
      ['waiting', 0, 1],
    ]);
  },
);

test('a proxy that takes only small bodies gets small bodies', async () => {
  const store = device.store;
  for (const entry of ['a', 'b', 'c', 'd', 'e']) await log(entry, `l-${entry}`);
  const sizes: number[] = [];
  const seat = await takeSeat(store, true);
  const pass = await flushOnce(
    seat,
    async (path, body): Promise<Answer> => {
      const { events } = body as { events: unknown[] };
      sizes.push(events.length);
      return events.length > 1 ? { ours: false, status: 413, retryAfterMs: 0 } : server.post(path, body, 'none');
    },
    { force: false },
  );
  expect(pass).toEqual({ is: 'sent' });
  expect(sizes).toEqual([5, 3, 2, 1, 1, 1, 2, 1, 1]);
  expect((await queuedRows(store)).every((row) => row.state === 'accepted')).toBe(true);
});

describe('a refusal', () => {
  test('holds its own lane and no other', async () => {
    server.refuseEntries.add('bad');
    await log('good');
    await log('bad');
    await log('later');
    await log('other', 'l2');
    await device.flush();
    await device.flush();
    expect((await device.queued()).map((row) => row.state)).toEqual(['accepted', 'refused', 'waiting', 'accepted']);
    const [, refused, behind] = await device.queued();
    expect(refused && (await openVerdict(device.store, refused))?.problem.code).toBe('invalid');
    expect(behind?.retryCount).toBe(0);
  });
});

describe('what our server does not know yet', () => {
  let seat: Seat;
  const answering =
    (status: number, code: string) =>
    async (_path: string, body: unknown): Promise<Answer> => {
      const results = (body as { events: { client_generated_id: string }[] }).events.map((event) => ({
        status,
        client_generated_id: event.client_generated_id,
        problem: { status, code },
      }));
      return { ours: true, status: 200, data: { results }, problem: null, retryAfterMs: 0, headers: new Headers() };
    };
  beforeEach(async () => {
    seat = await takeSeat(await openStore(`flush-new-${n}`), true);
    await addEvent(seat, { eventType: 'of.tomorrow', objectKind: 'x', objectId: '1', data: {} });
  });
  afterEach(() => seat.db.delete());

  test('an unknown type is kept for a day, then refused', async () => {
    await flushOnce(seat, answering(422, 'unknown_event_type'), { force: true });
    expect(await queuedRows(seat)).toMatchObject([{ state: 'waiting' }]);
    vi.spyOn(clock, 'now').mockReturnValue(Date.now() + 25 * 3600 * 1000);
    await flushOnce(seat, answering(422, 'unknown_event_type'), { force: true });
    expect(await queuedRows(seat)).toMatchObject([{ state: 'refused' }]);
  });
  test('a newer schema, a limit or a code never heard of wait for ever', async () => {
    for (const [status, code] of [
      [503, 'schema_newer'],
      [429, 'too_many_requests'],
      [418, 'teapot'],
    ] as const) {
      for (let i = 0; i < 8; i++) await flushOnce(seat, answering(status, code), { force: true });
    }
    const [row] = await queuedRows(seat);
    expect(row).toMatchObject({ state: 'waiting', retryCount: 24 });
    expect((row?.nextRetryAt ?? 0) - clock.now()).toBeLessThanOrEqual(60_000);
  });
  test('a token of somebody else sets nothing aside and asks for a sign-in', async () => {
    expect(await flushOnce(seat, answering(403, 'user_mismatch'), { force: true })).toEqual({ is: 'sign-in' });
    expect(await queuedRows(seat)).toMatchObject([{ state: 'waiting', retryCount: 0, lease: 0 }]);
  });
  test('what nobody answers leaves when it was taken', async () => {
    await seat.db.events.clear();
    await addEvent(seat, { eventType: 'tools.platecalc.query', objectKind: 'x', objectId: '1', data: {} });
    await addEvent(seat, { eventType: 'asked', objectKind: 'x', objectId: '2', data: {} });
    await flushOnce(seat, answering(202, ''), { force: true });
    expect((await queuedRows(seat)).map((row) => [row.lane, row.state])).toEqual([['x:2', 'accepted']]);
  });
  test('a row that cannot be read is shown, never dropped, and holds nobody up', async () => {
    await seat.db.events.toCollection().modify({ body: new Uint8Array(40) });
    await addEvent(seat, { eventType: 'fine', objectKind: 'y', objectId: '1', data: {} });
    await flushOnce(seat, answering(202, ''), { force: true });
    expect((await queuedRows(seat)).map((row) => row.state)).toEqual(['refused', 'accepted']);
  });
});

test('a taken row is asked after in ten seconds, one the server had already at once', async () => {
  await log('a');
  await device.flush('answer-lost');
  await device.flush();
  const again = (await device.queued())[0]?.nextRetryAt ?? 0;
  expect(again).toBeLessThanOrEqual(clock.now());
  await log('b', 'l2');
  await device.flush();
  const fresh = (await device.queued())[1]?.nextRetryAt ?? 0;
  expect(fresh - clock.now()).toBeGreaterThan(8_000);
});

test('an envelope is sent the same to the byte, however often', async () => {
  await log('a');
  const sent: string[] = [];
  const seat = await takeSeat(device.store, true);
  for (let i = 0; i < 3; i++) {
    await flushOnce(
      seat,
      async (_path, body) => {
        sent.push(JSON.stringify(body));
        return { ours: false, status: 0, retryAfterMs: 0 };
      },
      { force: true },
    );
  }
  expect(new Set(sent).size).toBe(1);
});

test('an answer “unknown” sends again in the old place; “pending” keeps waiting', async () => {
  await log('a');
  await log('b');
  await device.flush();
  await device.outcomes();
  expect((await device.queued()).map((row) => row.state)).toEqual(['accepted', 'accepted']);
  server = new ModelServer();
  await device.outcomes();
  expect((await device.queued()).map((row) => [row.state, row.retryCount])).toEqual([
    ['waiting', 0],
    ['waiting', 0],
  ]);
  await device.flush();
  server.process();
  expect(server.logs.get('l1')?.entries).toEqual(['a', 'b']);
});
