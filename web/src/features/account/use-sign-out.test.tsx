// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { useNavigate, useRouterState } from '@tanstack/react-router';
import { act } from 'react';
import { afterEach, expect, test, vi } from 'vitest';
import { type Shown, showPage } from '@/shared/testing/show-page';
import { signIn } from '@/sync/session';
import { tokensOf } from '@/sync/testing/tab';
import { useSignOut } from './use-sign-out';

let page: Shown;
afterEach(() => {
  page.leave();
  vi.unstubAllGlobals();
});

function Page() {
  const path = useRouterState({ select: (state) => state.location.pathname });
  const navigate = useNavigate();
  const signOut = useSignOut();
  return (
    <>
      <p>at {path}</p>
      <p>{signOut.isSuccess ? 'It is over' : null}</p>
      <button type="button" onClick={() => signOut.run('here')}>
        Sign out
      </button>
      <button type="button" onClick={() => navigate({ to: '/forgot' })}>
        Go on
      </button>
    </>
  );
}

test.each([
  ['who waits is at the door', [], 'at /sign-in'],
  ['who has gone on from the door is not taken back to it', ['Go on'], 'at /forgot'],
] as const)('the server answers a sign-out late: %s', async (_, presses, expected) => {
  let answer = () => {};
  const fetch = vi.fn(() => new Promise((done) => (answer = () => done(new Response(null, { status: 204 })))));
  vi.stubGlobal('fetch', fetch);
  await signIn(tokensOf('u1'));
  page = await showPage(Page, '/me/account');
  await page.press('Sign out');
  await vi.waitFor(() => expect(fetch).toHaveBeenCalled());
  for (const name of presses) await page.press(name);
  await act(async () => answer());
  await page.sees('It is over');
  await page.sees(expected);
});
