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
  test('sends nothing after a sign-out', async () => {
    await database().users.clear();
    await loadSession();
    await flushInBackground();
    expect(sent).toEqual([]);
  });
});
