// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { afterEach, expect, test, vi } from 'vitest';
import { fakeServer, problem, taken } from '@/shared/testing/fake-server';
import { type Shown, showPage } from '@/shared/testing/show-page';
import { ChangePassword } from './change-password';

const FORGOT = '/api/v1/auth/password/forgot';
let page: Shown;
afterEach(() => {
  page.leave();
  vi.unstubAllGlobals();
});

async function ask() {
  page = await showPage(() => <ChangePassword email="bea@example.com" />, '/me/account');
  await page.press('Change password');
}

test('a link goes to the own address, once, and what it does is said', async () => {
  const asked = fakeServer({ [FORGOT]: () => taken(202) });
  await ask();
  await page.sees('A mail is on its way to bea@example.com. Its link works for 15 minutes.');
  expect(page.text()).toContain('all your devices are signed out');
  expect(asked.filter(({ path }) => path === FORGOT)).toEqual([{ path: FORGOT, body: { email: 'bea@example.com' } }]);
});

test('too many mails are refused in words, and it can be asked for again', async () => {
  fakeServer({ [FORGOT]: () => problem(429, 'rate_limited') });
  await ask();
  await page.sees('Too many tries');
  expect(page.text()).not.toContain('on its way');
  await page.rests();
  await page.press('Change password');
});
