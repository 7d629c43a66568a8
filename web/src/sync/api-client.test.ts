import 'fake-indexeddb/auto';
import { beforeEach, expect, test } from 'vitest';
import { door, freshDevice, json, offline, openTab, problem, tokensOf } from './testing/tab';

beforeEach(freshDevice);

test('a refused token is renewed and the request sent once more', async () => {
  const tab = await openTab();
  await tab.signIn(tokensOf('u1'));
  door.answer = (path, init) => {
    if (path.endsWith('/auth/refresh')) return json(200, { ...tokensOf('u1'), access_token: 'new' });
    const token = new Headers(init.headers).get('authorization');
    return token === 'Bearer new' ? json(200, { ok: true }) : problem(401, 'token_invalid');
  };
  expect((await tab.api('/settings/me')).data).toEqual({ ok: true });
});

test('problems of our server and foreign pages are told apart', async () => {
  const tab = await openTab();
  await tab.signIn(tokensOf('u1'));
  door.answer = () => problem(422, 'invalid');
  await expect(tab.api('/x', { body: {} })).rejects.toMatchObject({ status: 422, code: 'invalid', transient: false });
  door.answer = () => problem(503, 'unavailable');
  await expect(tab.api('/x')).rejects.toMatchObject({ status: 503, transient: true });
  door.answer = () => new Response('<html>log in to the gym</html>', { headers: { 'content-type': 'text/html' } });
  await expect(tab.api('/x')).rejects.toMatchObject({ code: 'not_our_answer', transient: true });
  door.answer = offline;
  await expect(tab.api('/x')).rejects.toMatchObject({ code: 'network', transient: true });
});
