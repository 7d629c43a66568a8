// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { afterEach, expect, test, vi } from 'vitest';
import { fakeServer, json, problem, taken } from '@/shared/testing/fake-server';
import { type Shown, showPage } from '@/shared/testing/show-page';
import { whenNobodyIsBusy } from '@/sync/busy';
import { FakeLocks } from '@/sync/testing/fake-locks';
import { SignInPage } from './sign-in-page';

let page: Shown;
afterEach(() => {
  page.leave();
  vi.unstubAllGlobals();
});

async function signIn() {
  page = await showPage(SignInPage, '/sign-in');
  await page.type('E-mail', 'bea@example.com');
  await page.type('Password', 'chalk and iron 77');
  await page.press('Sign in');
}

test('an address that was never confirmed gets its mail again on asking', async () => {
  const asked = fakeServer({
    '/api/v1/auth/login': () => problem(401, 'email_unverified'),
    '/api/v1/auth/register': () => taken(202),
    '/mailbox/messages': () => json(200, { items: [] }),
  });
  await signIn();
  await page.sees('This address is not confirmed yet');
  expect(asked.some(({ path }) => path.endsWith('/register'))).toBe(false);
  await page.press('Send the mail again');
  await page.sees('A new link is on its way to bea@example.com');
  expect(asked.find(({ path }) => path.endsWith('/register'))?.body).toMatchObject({
    email: 'bea@example.com',
    password: 'chalk and iron 77',
    locale: 'en',
  });
  await page.sees('Open the mailbox');
});

test('asking too often is told, and nothing is said to be on its way', async () => {
  fakeServer({
    '/api/v1/auth/login': () => problem(401, 'email_unverified'),
    '/api/v1/auth/register': () => problem(429, 'rate_limited'),
  });
  await signIn();
  await page.sees('not confirmed yet');
  await page.press('Send the mail again');
  await page.sees('Too many tries from here');
  expect(page.text()).not.toContain('on its way');
});

test('a wrong password offers no mail', async () => {
  fakeServer({ '/api/v1/auth/login': () => problem(401, 'invalid_credentials') });
  await signIn();
  await page.sees('E-mail or password is wrong.');
  expect(page.text()).not.toContain('Send the mail again');
});

test('a new build waits while something is typed at the door, and not before', async () => {
  Object.defineProperty(navigator, 'locks', { configurable: true, value: new FakeLocks() });
  const mayReload = () => whenNobodyIsBusy(() => {});
  page = await showPage(SignInPage, '/sign-in');
  expect(await mayReload()).toBe(true);
  await page.type('E-mail', 'bea@example.com');
  expect(await mayReload()).toBe(false);
  await page.type('E-mail', '');
  await vi.waitFor(async () => expect(await mayReload()).toBe(true));
});
