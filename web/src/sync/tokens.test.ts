import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { door, freshDevice, json, openTab, tokensOf, user } from './testing/tab';

beforeEach(freshDevice);

describe('the access token', () => {
  test('is renewed once however many ask, with the CSRF header and the cookie', async () => {
    const before = await openTab();
    await before.signIn(tokensOf('u1'));
    const tab = await openTab();
    const seen: RequestInit[] = [];
    door.answer = (_path, init) => {
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
    door.answer = () => json(200, { ...tokensOf('u1'), user: { ...user('u1'), email: 'new@example.com' } });
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
    door.answer = () => answers.shift() as Response;
    const old = tab.getAccessToken();
    await vi.waitFor(() => expect(door.calls).toHaveLength(1));
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
    expect(door.calls).toEqual([]);
    const next = { ...tokensOf('u1'), access_token: 'next', user: { ...user('u1'), email: 'new@example.com' } };
    door.answer = () => json(200, next);
    await two.refreshProfile();
    expect(two.currentSession().user?.email).toBe('new@example.com');
    await vi.waitFor(() => expect(one.currentSession().user?.email).toBe('new@example.com'));
    expect(await one.getAccessToken()).toBe('next');
    expect(door.calls).toHaveLength(1);
  });
  test('of another user than the one signed in here is not taken', async () => {
    const before = await openTab();
    await before.signIn(tokensOf('u1'));
    const tab = await openTab();
    door.answer = () => json(200, tokensOf('u2'));
    expect(await tab.getAccessToken()).toBeNull();
  });
});
