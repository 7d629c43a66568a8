// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { afterEach, expect, test, vi } from 'vitest';
import { fakeServer, problem, taken } from '@/shared/testing/fake-server';
import { type Shown, showPage } from '@/shared/testing/show-page';
import { ChangeEmail } from './change-email';

const CHANGE = '/api/v1/auth/email/change';
let page: Shown;
afterEach(() => {
  page.leave();
  vi.unstubAllGlobals();
});

async function askFor(email: string, password = 'chalk and iron 77') {
  page = await showPage(() => <ChangeEmail email="bea@example.com" />, '/me/account');
  await page.press('Change address');
  await page.type('New address', email);
  await page.type('Current password', password);
  await page.press('Send the link');
}

test('a mail is on the way, and until then the old address stands', async () => {
  const asked = fakeServer({ [CHANGE]: () => taken(202) });
  await askFor(' bea@iron.example ');
  await page.sees('A mail is on its way to bea@iron.example.');
  expect(page.text()).toContain('Until it is confirmed, you sign in with bea@example.com as before.');
  const body = { email: 'bea@iron.example', password: 'chalk and iron 77' };
  expect(asked.filter(({ path }) => path === CHANGE)).toEqual([{ path: CHANGE, body }]);
});

test.each([
  ['Bea@Example.com', 'That is your address already.'],
  ['bea', 'That is not an e-mail address.'],
])('%s is not asked for', async (email, told) => {
  const asked = fakeServer({});
  await askFor(email);
  await page.sees(told);
  expect(asked.filter(({ path }) => path === CHANGE)).toEqual([]);
});

test('it is not asked for without the password', async () => {
  const asked = fakeServer({});
  await askFor('bea@iron.example', '');
  await page.sees('This is needed.');
  expect(asked.filter(({ path }) => path === CHANGE)).toEqual([]);
});

test('a wrong password is told at its field, until another is typed', async () => {
  fakeServer({ [CHANGE]: () => problem(403, 'password_wrong') });
  await askFor('bea@iron.example');
  await page.sees('That is not your password.');
  expect(page.text()).not.toContain('on its way');
  await page.type('Current password', 'iron and chalk 78');
  expect(page.text()).not.toContain('That is not your password.');
});

test('too many mails are refused in words, and nothing is said to be on its way', async () => {
  fakeServer({ [CHANGE]: () => problem(429, 'rate_limited') });
  await askFor('bea@iron.example');
  await page.sees('Too many tries');
  expect(page.text()).not.toContain('on its way');
});
