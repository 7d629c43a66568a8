// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { afterEach, expect, test, vi } from 'vitest';
import { type Asked, fakeServer, problem, taken } from '@/shared/testing/fake-server';
import { type Shown, showPage } from '@/shared/testing/show-page';
import { ConfirmEmailPage } from './confirm-email-page';

const CONFIRM = '/api/v1/auth/email/confirm';
let page: Shown;
afterEach(() => {
  page.leave();
  vi.unstubAllGlobals();
});
const confirmed = (asked: Asked[]) => asked.filter(({ path }) => path === CONFIRM);

test('the token of the link is spent by a press, not by opening the page, and the new address is told to hold', async () => {
  const asked = fakeServer({ [CONFIRM]: () => taken(204) });
  page = await showPage(ConfirmEmailPage, '/confirm-email#token=a-b_c');
  expect(window.location.href).not.toContain('a-b_c');
  expect(confirmed(asked)).toEqual([]);
  await page.press('Confirm the new address');
  await page.sees('Your new address holds');
  expect(confirmed(asked)).toEqual([{ path: CONFIRM, body: { token: 'a-b_c' } }]);
  expect(page.links()).toEqual(['/sign-in?next=%2Fme%2Faccount']);
});

test.each([
  ['en', 'Confirm the new address', 'This link does not work any more'],
  ['de', 'Neue Adresse bestätigen', 'Dieser Link gilt nicht mehr'],
] as const)('a used, old or unknown token is told, with the way on (%s)', async (language, button, told) => {
  fakeServer({ [CONFIRM]: () => problem(400, 'token_invalid') });
  page = await showPage(ConfirmEmailPage, '/confirm-email#token=old', language);
  await page.press(button);
  await page.sees(told);
  expect(page.links()).toEqual(['/sign-in?next=%2Fme%2Faccount']);
});

test('a link without its token asks for nothing', async () => {
  const asked = fakeServer({});
  page = await showPage(ConfirmEmailPage, '/confirm-email');
  await page.sees('This link is not complete');
  expect(confirmed(asked)).toEqual([]);
});

test('a busy server keeps the link for another press', async () => {
  const answers = [problem(503, 'unavailable'), taken(204)];
  fakeServer({ [CONFIRM]: () => answers.shift() as Response });
  page = await showPage(ConfirmEmailPage, '/confirm-email#token=t');
  await page.press('Confirm the new address');
  await page.sees('The server is busy');
  await page.press('Confirm the new address');
  await page.sees('Your new address holds');
});
