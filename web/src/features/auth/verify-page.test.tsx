// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { afterEach, expect, test, vi } from 'vitest';
import { fakeServer, json, problem } from '@/shared/testing/fake-server';
import { type Shown, showPage } from '@/shared/testing/show-page';
import { tokensOf } from '@/sync/testing/tab';
import { VerifyPage } from './verify-page';

const VERIFY = '/api/v1/auth/verify';
let page: Shown;
afterEach(() => {
  page.leave();
  vi.unstubAllGlobals();
});

test('a used link sends who is not signed in to the door', async () => {
  fakeServer({ [VERIFY]: () => problem(400, 'token_invalid') });
  page = await showPage(VerifyPage, '/verify#token=used');
  await page.press('Confirm and sign in');
  await page.sees('This link does not work any more');
  expect(page.links()).toEqual(['/sign-in', '/sign-up']);
});

test('a page that is reloaded before the press still has its token, out of the address; a spent one is forgotten', async () => {
  const asked = fakeServer({ [VERIFY]: () => json(200, tokensOf('u1')) });
  page = await showPage(VerifyPage, '/verify#token=fresh');
  expect(window.location.href).not.toContain('fresh');
  page.leave();
  page = await showPage(VerifyPage, '/verify');
  await page.press('Confirm and sign in');
  await vi.waitFor(() => expect(asked.filter(({ path }) => path === VERIFY)).toHaveLength(1));
  expect(asked.find(({ path }) => path === VERIFY)?.body).toMatchObject({ token: 'fresh' });
  await vi.waitFor(() => expect(sessionStorage).toHaveLength(0));
  await page.rests();
  page.leave();
  page = await showPage(VerifyPage, '/verify');
  expect(page.text()).not.toContain('Confirm and sign in');
});

test.each([
  ['en', 'Confirm and sign in', 'You are signed in as u1@example.com', 'A new link for another address'],
  ['de', 'Bestätigen und anmelden', 'Du bist als u1@example.com angemeldet', 'Neuer Link für eine andere Adresse'],
] as const)(
  'whose link it was cannot be known: who is signed in is told as whom, with the way on and to a new link (%s)',
  async (language, press, text, another) => {
    const answers = [json(200, tokensOf('u1')), problem(400, 'token_invalid')];
    fakeServer({ [VERIFY]: () => answers.shift() as Response });
    page = await showPage(VerifyPage, '/verify#token=fresh', language);
    await page.press(press);
    await vi.waitFor(() => expect(answers).toHaveLength(1));
    await page.rests();
    page.leave();
    page = await showPage(VerifyPage, '/verify#token=fresh', language);
    await page.press(press);
    await page.sees(text);
    expect(page.text()).toContain(another);
    expect(page.text()).not.toMatch(/is confirmed|ist bestätigt/);
    expect(page.links()).toEqual(['/', '/sign-up?notice=another']);
  },
);
