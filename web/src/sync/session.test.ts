import 'fake-indexeddb/auto';
import Dexie from 'dexie';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Tokens } from '@/shared/api/contract';

/** The engine as one tab loads it, on the device's database. */
async function openTab() {
  vi.resetModules();
  const store = await import('./session-store');
  const tokens = await import('./tokens');
  const session = await import('./session');
  const outbox = await import('./outbox');
  const database = await import('./database');
  const apiClient = await import('./api-client');
  const channel = await import('./channel');
  await store.loadSession();
  opened.push(() => database.database().close());
  return { ...store, ...tokens, ...session, ...outbox, ...database, ...apiClient, ...channel };
}

/** Closes what a test's tabs hold open. */
const opened: (() => void)[] = [];

type Handler = (path: string, init: RequestInit) => Response | Promise<Response>;
let answer: Handler;
const calls: string[] = [];

const json = (status: number, body: unknown) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': status < 400 ? 'application/json' : 'application/problem+json' },
  });
const problem = (status: number, code: string) => json(status, { status, code, title: code, detail: '', errors: [] });
const user = (id: string) => ({
  id,
  email: `${id}@example.com`,
  display_name: id,
  roles: [],
  locale: 'en',
  time_zone: 'UTC',
  created_at: '',
});
const tokensOf = (
  id: string,
  store_key: string | undefined = btoa(id.repeat(16).slice(0, 32).padEnd(32, 'x')),
): Tokens => ({
  access_token: `token-${id}`,
  token_type: 'Bearer',
  expires_in: 3600,
  user: user(id),
  store_key,
});
const offline: Handler = () => {
  throw new TypeError('network');
};
const write = { eventType: 'log.added', objectKind: 'log', objectId: 'l1', data: { entry: 'mine' } };

beforeEach(async () => {
  await Dexie.delete('offlineQueue');
  calls.length = 0;
  answer = () => problem(401, 'refresh_invalid');
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    calls.push(path);
    return answer(path, init);
  });
});
afterEach(() => {
  for (const close of opened.splice(0)) close();
  vi.unstubAllGlobals();
});

describe('a restart without network', () => {
  test('knows who is signed in and opens what is theirs', async () => {
    const before = await openTab();
    await before.signIn(tokensOf('u1'));
    await before.enqueue(write);
    answer = offline;
    const tab = await openTab();
    expect(tab.currentSession()).toMatchObject({ status: 'signed-in', user: { id: 'u1' } });
    expect((await tab.unsentSummary()).items).toMatchObject([{ data: { entry: 'mine' } }]);
    expect(await tab.getAccessToken()).toBeNull();
    expect(tab.currentSession().status).toBe('signed-in');
  });
});

describe('the end of a sign-in', () => {
  test('by age leaves what is here readable, and does not ask again', async () => {
    const before = await openTab();
    await before.signIn(tokensOf('u1'));
    await before.database().users.update('u1', { refreshed_at: Date.now() - 40 * 24 * 3600 * 1000 });
    const tab = await openTab();
    expect(await tab.getAccessToken()).toBeNull();
    expect(tab.currentSession()).toMatchObject({ status: 'expired', user: { id: 'u1' } });
    expect(tab.currentStore().key).toBeDefined();
    calls.length = 0;
    expect(await tab.getAccessToken()).toBeNull();
    expect(calls).toEqual([]);
  });
  test.each(['refresh_reused', 'refresh_invalid'])('by revocation (%s) takes the key away', async (code) => {
    const before = await openTab();
    await before.signIn(tokensOf('u1'));
    await before.enqueue(write);
    answer = () => problem(401, code);
    const tab = await openTab();
    expect(await tab.getAccessToken()).toBeNull();
    expect(tab.currentSession().status).toBe('signed-out');
    expect(await tab.database().users.count()).toBe(0);
    expect(await tab.database().events.count()).toBe(1);
  });
  test('is not inferred from a portal or a broken server', async () => {
    const before = await openTab();
    await before.signIn(tokensOf('u1'));
    for (const status of [200, 401, 403, 500]) {
      answer = () => new Response('<html>', { status, headers: { 'content-type': 'text/html' } });
      const tab = await openTab();
      expect(await tab.getAccessToken()).toBeNull();
      expect(tab.currentSession().status).toBe('signed-in');
    }
  });
});

describe('signing out', () => {
  test('offline is remembered, and nothing is refreshed or signed in before it is delivered', async () => {
    const before = await openTab();
    await before.signIn(tokensOf('u1'));
    answer = offline;
    await before.signOut();
    const tab = await openTab();
    expect(tab.currentSession().status).toBe('signed-out');
    calls.length = 0;
    await expect(tab.api('/auth/login', { body: {} })).rejects.toMatchObject({ transient: true });
    expect(await tab.signInByCookie()).toBe(false);
    expect(calls).toEqual(['/api/v1/auth/logout', '/api/v1/auth/logout']);
    answer = (path) => (path.endsWith('/logout') ? new Response(null, { status: 204 }) : json(200, tokensOf('u2')));
    calls.length = 0;
    await tab.api('/auth/login', { body: {} });
    await tab.api('/auth/login', { body: {} });
    expect(calls).toEqual(['/api/v1/auth/logout', '/api/v1/auth/login', '/api/v1/auth/login']);
  });
  test('keeps what is unsent for its owner, unreadable to the next user, who sends nothing of it', async () => {
    answer = () => new Response(null, { status: 204 });
    const tab = await openTab();
    await tab.signIn(tokensOf('u1'));
    await tab.enqueue(write);
    expect((await tab.unsentSummary()).count).toBe(1);
    await tab.signOut();
    expect(() => tab.currentStore()).toThrow();
    await tab.signIn(tokensOf('u2'));
    expect(await tab.unsentSummary()).toEqual({ count: 0, items: [] });
    const { takeSeat } = await import('./seat');
    const { flushOnce } = await import('./flush');
    const post = vi.fn();
    expect(await flushOnce(await takeSeat(tab.currentStore(), true), post, { force: true })).toMatchObject({
      is: 'idle',
    });
    expect(post).not.toHaveBeenCalled();
    await tab.signOut();
    await tab.signIn(tokensOf('u1'));
    expect((await tab.unsentSummary()).items).toMatchObject([{ data: { entry: 'mine' } }]);
  });
  test('and erasing leaves nothing of this user, and all of the other', async () => {
    answer = () => new Response(null, { status: 204 });
    const tab = await openTab();
    await tab.signIn(tokensOf('u1'));
    await tab.enqueue(write);
    await tab.signOut();
    await tab.signIn(tokensOf('u2'));
    await tab.enqueue(write);
    await tab.signOut({ erase: true });
    const rows = await Promise.all(tab.database().tables.map((table) => table.toArray()));
    expect(new Set(rows.flat().map((row) => row.user_id))).toEqual(new Set(['u1', 'device']));
  });
});

test('an account switch without signing out closes the first account', async () => {
  const tab = await openTab();
  await tab.signIn(tokensOf('u1'));
  await tab.signIn(tokensOf('u2'));
  expect((await tab.database().users.toArray()).map((row) => row.user_id)).toEqual(['u2']);
  expect(tab.currentSession().user?.id).toBe('u2');
});

describe('the access token', () => {
  test('is renewed once however many ask, with the CSRF header and the cookie', async () => {
    const before = await openTab();
    await before.signIn(tokensOf('u1'));
    const tab = await openTab();
    const seen: RequestInit[] = [];
    answer = (_path, init) => {
      seen.push(init);
      return json(200, tokensOf('u1', undefined));
    };
    expect(await Promise.all([tab.getAccessToken(), tab.getAccessToken(), tab.getAccessToken()])).toEqual(
      Array(3).fill('token-u1'),
    );
    expect(seen).toHaveLength(1);
    expect(seen[0]).toMatchObject({ method: 'POST', credentials: 'same-origin', headers: { 'x-taper-csrf': '1' } });
  });
  test('brings a changed address to what is shown', async () => {
    const tab = await openTab();
    await tab.signIn(tokensOf('u1'));
    const heard = vi.fn();
    tab.onSession(heard);
    answer = () => json(200, { ...tokensOf('u1'), user: { ...user('u1'), email: 'new@example.com' } });
    await tab.refreshProfile();
    expect(tab.currentSession().user?.email).toBe('new@example.com');
    expect(heard).toHaveBeenCalled();
  });
  test('brings it also while a renewal from before the change is still under way', async () => {
    const before = await openTab();
    await before.signIn(tokensOf('u1'));
    const tab = await openTab();
    let arrive: (response: Response) => void = () => {};
    const answers: (Response | Promise<Response>)[] = [
      new Promise<Response>((resolve) => {
        arrive = resolve;
      }),
      json(200, { ...tokensOf('u1'), user: { ...user('u1'), email: 'new@example.com' } }),
    ];
    answer = () => answers.shift() as Response;
    const old = tab.getAccessToken();
    await vi.waitFor(() => expect(calls).toHaveLength(1));
    const refreshed = tab.refreshProfile();
    arrive(json(200, tokensOf('u1')));
    await Promise.all([old, refreshed]);
    expect(tab.currentSession().user?.email).toBe('new@example.com');
  });
  test('that was refused or is outdated is not taken back from another tab', async () => {
    const one = await openTab();
    const two = await openTab();
    for (const tab of [one, two]) {
      tab.openChannel();
      tab.shareTokens();
    }
    await one.signIn(tokensOf('u1'));
    await two.loadSession();
    expect(await two.getAccessToken()).toBe('token-u1');
    expect(calls).toEqual([]);
    const next = { ...tokensOf('u1'), access_token: 'next', user: { ...user('u1'), email: 'new@example.com' } };
    answer = () => json(200, next);
    await two.refreshProfile();
    expect(two.currentSession().user?.email).toBe('new@example.com');
    await vi.waitFor(() => expect(one.currentSession().user?.email).toBe('new@example.com'));
    expect(await one.getAccessToken()).toBe('next');
    expect(calls).toHaveLength(1);
  });
  test('of another user than the one signed in here is not taken', async () => {
    const before = await openTab();
    await before.signIn(tokensOf('u1'));
    const tab = await openTab();
    answer = () => json(200, tokensOf('u2'));
    expect(await tab.getAccessToken()).toBeNull();
  });
  test('a refused token is renewed and the request sent once more', async () => {
    const tab = await openTab();
    await tab.signIn(tokensOf('u1'));
    answer = (path, init) => {
      if (path.endsWith('/auth/refresh')) return json(200, { ...tokensOf('u1'), access_token: 'new' });
      const token = new Headers(init.headers).get('authorization');
      return token === 'Bearer new' ? json(200, { ok: true }) : problem(401, 'token_invalid');
    };
    expect((await tab.api('/settings/me')).data).toEqual({ ok: true });
  });
});

test('problems of our server and foreign pages are told apart', async () => {
  const tab = await openTab();
  await tab.signIn(tokensOf('u1'));
  answer = () => problem(422, 'invalid');
  await expect(tab.api('/x', { body: {} })).rejects.toMatchObject({ status: 422, code: 'invalid', transient: false });
  answer = () => problem(503, 'unavailable');
  await expect(tab.api('/x')).rejects.toMatchObject({ status: 503, transient: true });
  answer = () => new Response('<html>log in to the gym</html>', { headers: { 'content-type': 'text/html' } });
  await expect(tab.api('/x')).rejects.toMatchObject({ code: 'not_our_answer', transient: true });
  answer = offline;
  await expect(tab.api('/x')).rejects.toMatchObject({ code: 'network', transient: true });
});

test('a database cleared under a living cookie signs in again from the cookie alone', async () => {
  const tab = await openTab();
  let asked: unknown;
  answer = (_path, init) => {
    asked = JSON.parse(String(init.body));
    return json(200, tokensOf('u1'));
  };
  expect(await tab.signInByCookie()).toBe(true);
  expect(asked).toEqual({ store_key: true });
  expect(tab.currentSession().user?.id).toBe('u1');
});
