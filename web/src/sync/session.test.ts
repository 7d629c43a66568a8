import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { door, freshDevice, json, offline, openTab, problem, tokensOf } from './testing/tab';

const write = {
  eventType: 'workout.started' as const,
  objectKind: 'workout',
  objectId: 'w1',
  data: { workout_id: 'w1', start_timestamp: '2026-11-21T10:00:00.000Z' },
};

beforeEach(freshDevice);

describe('a restart without network', () => {
  test('knows who is signed in and opens what is theirs', async () => {
    const before = await openTab();
    await before.signIn(tokensOf('u1'));
    await before.enqueue(write);
    door.answer = offline;
    const tab = await openTab();
    expect(tab.currentSession()).toMatchObject({ status: 'signed-in', user: { id: 'u1' } });
    expect((await tab.unsentSummary()).items).toMatchObject([{ data: { workout_id: 'w1' } }]);
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
    door.calls.length = 0;
    expect(await tab.getAccessToken()).toBeNull();
    expect(door.calls).toEqual([]);
  });
  test.each(['refresh_reused', 'refresh_invalid'])('by revocation (%s) takes the key away', async (code) => {
    const before = await openTab();
    await before.signIn(tokensOf('u1'));
    await before.enqueue(write);
    door.answer = () => problem(401, code);
    const tab = await openTab();
    expect(await tab.getAccessToken()).toBeNull();
    expect(tab.currentSession()).toMatchObject({ status: 'signed-out', revoked: true });
    expect((await openTab()).currentSession().revoked).toBe(true);
    expect(await tab.database().users.count()).toBe(0);
    expect(await tab.database().events.count()).toBe(1);
  });
  test('is not inferred from a portal or a broken server', async () => {
    const before = await openTab();
    await before.signIn(tokensOf('u1'));
    for (const status of [200, 401, 403, 500]) {
      door.answer = () => new Response('<html>', { status, headers: { 'content-type': 'text/html' } });
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
    door.answer = offline;
    await before.signOut();
    const tab = await openTab();
    expect(tab.currentSession()).toMatchObject({ status: 'signed-out', revoked: false });
    door.calls.length = 0;
    await expect(tab.api('/auth/login', { body: {} })).rejects.toMatchObject({ transient: true });
    expect(await tab.signInByCookie()).toBe(false);
    expect(door.calls).toEqual(['/api/v1/auth/logout', '/api/v1/auth/logout']);
    door.answer = (path) =>
      path.endsWith('/logout') ? new Response(null, { status: 204 }) : json(200, tokensOf('u2'));
    door.calls.length = 0;
    await tab.api('/auth/login', { body: {} });
    await tab.api('/auth/login', { body: {} });
    expect(door.calls).toEqual(['/api/v1/auth/logout', '/api/v1/auth/login', '/api/v1/auth/login']);
  });
  test('keeps what is unsent for its owner, unreadable to the next user, who sends nothing of it', async () => {
    door.answer = () => new Response(null, { status: 204 });
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
    expect((await tab.unsentSummary()).items).toMatchObject([{ data: { workout_id: 'w1' } }]);
  });
  test('and erasing leaves nothing of this user, and all of the other', async () => {
    door.answer = () => new Response(null, { status: 204 });
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

test('a database cleared under a living cookie signs in again from the cookie alone', async () => {
  const tab = await openTab();
  let asked: unknown;
  door.answer = (_path, init) => {
    asked = JSON.parse(String(init.body));
    return json(200, tokensOf('u1'));
  };
  expect(await tab.signInByCookie()).toBe(true);
  expect(asked).toEqual({ store_key: true });
  expect(tab.currentSession().user?.id).toBe('u1');
});
