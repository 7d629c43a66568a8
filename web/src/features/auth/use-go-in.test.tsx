// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { useLocation } from '@tanstack/react-router';
import { afterEach, expect, test, vi } from 'vitest';
import { type Shown, showPage } from '@/shared/testing/show-page';
import { setSession } from '@/sync/session-store';
import { tokensOf } from '@/sync/testing/tab';
import { SignInPage } from './sign-in-page';
import { SignUpPage } from './sign-up-page';

let page: Shown;
afterEach(() => {
  page.leave();
  vi.unstubAllGlobals();
});

async function open(address: string, status: 'signed-in' | 'signed-out' | 'expired') {
  vi.stubGlobal('fetch', () => new Promise(() => {}));
  setSession({ status, user: status === 'signed-out' ? null : tokensOf('u1').user, store: null });
  const Page = address.startsWith('/sign-up') ? SignUpPage : SignInPage;
  page = await showPage(() => {
    const { pathname } = useLocation();
    return pathname.startsWith('/sign-') ? <Page /> : <p>at {pathname}.</p>;
  }, address);
}

test.each([
  ['/sign-in', 'at /.'],
  ['/sign-up', 'at /.'],
  ['/sign-in?next=/plan', 'at /plan.'],
  ['/sign-up?next=/plan', 'at /plan.'],
  ['/sign-in?next=https://elsewhere.example/', 'at /.'],
])('who is signed in goes from %s into the app', async (address, place) => {
  await open(address, 'signed-in');
  await page.sees(place);
});

test.each([
  ['/sign-in', 'signed-out'],
  ['/sign-in?notice=expired', 'expired'],
  ['/sign-in?notice=reset', 'signed-in'],
  ['/sign-up?notice=another', 'signed-in'],
] as const)('%s stays for who is %s', async (address, status) => {
  await open(address, status);
  await page.sees('Password');
  expect(page.text()).not.toContain('at /');
});
