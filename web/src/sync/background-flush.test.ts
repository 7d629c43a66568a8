import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { flushInBackground } from './background-flush';
import { database, queuedRows } from './database';
import { LOCK } from './leader';
import { addEvent } from './queue';
import { currentStore, loadSession, openSession } from './session-store';
import { STORE_KEY } from './testing/device';
import { FakeLocks } from './testing/fake-locks';

const user = {
  id: 'u1',
  email: 'u1@example.com',
  display_name: '',
  roles: [],
  locale: 'en',
  time_zone: 'UTC',
  created_at: '',
};
const tokens = { access_token: 'fresh', token_type: 'Bearer' as const, expires_in: 3600, user };
const json = (body: unknown) => new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json' } });
type Sent = { client_generated_id: string }[];
const problem = (status: number, code: string) => ({ title: '', detail: '', errors: [], status, code });
const wholeRefusal = (status: number, code: string) => () =>
  new Response(JSON.stringify(problem(status, code)), {
    status,
    headers: { 'content-type': 'application/problem+json' },
  });
const refusalOfEach = (status: number, code: string) => (events: Sent) =>
  json({ results: events.map((event) => ({ ...event, status, problem: problem(status, code) })) });
let locks: FakeLocks;
let sent: string[];

beforeEach(async () => {
  locks = new FakeLocks();
  sent = [];
  vi.stubGlobal('navigator', { locks });
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    sent.push(path);
    if (path.endsWith('/auth/refresh')) return json(tokens);
    const { events } = JSON.parse(String(init.body));
    const results = events.map((event: { client_generated_id: string }) => ({
      status: 202,
      client_generated_id: event.client_generated_id,
    }));
    return json({ results });
  });
  await openSession({ ...tokens, store_key: STORE_KEY });
  await addEvent(currentStore(), { eventType: 'log.added', objectKind: 'log', objectId: 'l1', data: {} });
});
afterEach(async () => {
  vi.unstubAllGlobals();
  await database().events.clear();
});

describe('the worker, when the browser wakes it', () => {
  test('renews the token by the cookie and sends what waits', async () => {
    await flushInBackground();
    expect(sent).toEqual(['/api/v1/auth/refresh', '/api/v1/notify/events/batch']);
    expect(await queuedRows(currentStore())).toMatchObject([{ state: 'accepted' }]);
  });
  test('leaves it to the tab that leads', async () => {
    let close = () => {};
    void locks.request(
      LOCK,
      {},
      () =>
        new Promise<void>((resolve) => {
          close = resolve;
        }),
    );
    await flushInBackground();
    expect(await queuedRows(currentStore())).toMatchObject([{ state: 'waiting' }]);
    close();
  });
  test('asks to be woken again when nobody answers', async () => {
    vi.stubGlobal('fetch', async () => {
      throw new TypeError('network');
    });
    await expect(flushInBackground()).rejects.toThrow('not sent yet');
    expect(await queuedRows(currentStore())).toMatchObject([{ state: 'waiting', lease: 0 }]);
  });
  test.each([
    ['our 503 for the one that waits', ['l1'], wholeRefusal(503, 'unavailable')],
    ['our 429 for the one that waits', ['l1'], wholeRefusal(429, 'too_many_requests')],
    ['a refusal of the one that waits with a code of tomorrow', ['l1'], wholeRefusal(422, 'a_code_of_tomorrow')],
    ['a server that is older than the app', ['l1', 'l2'], refusalOfEach(503, 'schema_newer')],
    ['a server that does not know the type yet', ['l1', 'l2'], refusalOfEach(422, 'unknown_event_type')],
  ])('sends once and asks to be woken again after %s', async (_, ids, answer) => {
    for (const objectId of ids.slice(1))
      await addEvent(currentStore(), { eventType: 'log.added', objectKind: 'log', objectId, data: {} });
    let posts = 0;
    vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
      if (path.endsWith('/auth/refresh')) return json(tokens);
      posts += 1;
      // Ends a worker that knows no pause.
      if (posts > 20) throw new TypeError('network');
      return answer(JSON.parse(String(init.body)).events);
    });
    await expect(flushInBackground()).rejects.toThrow('not sent yet');
    expect(posts).toBe(1);
    const rows = await queuedRows(currentStore());
    expect(rows.map((row) => [row.state, row.nextRetryAt > Date.now()])).toEqual(ids.map(() => ['waiting', true]));
  });
  test('sends what the first batch had no room for', async () => {
    for (let i = 0; i < 120; i++)
      await addEvent(currentStore(), { eventType: 'log.added', objectKind: 'log', objectId: `m${i}`, data: {} });
    await flushInBackground();
    expect((await queuedRows(currentStore())).every((row) => row.state === 'accepted')).toBe(true);
  });
  test('sends nothing after a sign-out', async () => {
    await database().users.clear();
    await loadSession();
    await flushInBackground();
    expect(sent).toEqual([]);
  });
});
