// @vitest-environment happy-dom
import { act, useState } from 'react';
import { afterEach, expect, test, vi } from 'vitest';
import { type Shown, showPage } from '@/shared/testing/show-page';
import { DateField } from './date-field';

const PATIENCE = { timeout: 4_000, interval: 10 };

let page: Shown | undefined;
afterEach(() => page?.leave());

function Page() {
  const [day, setDay] = useState<string | undefined>('2026-12-01');
  return <DateField label="Day" value={day} onChange={setDay} />;
}

const calendar = () => document.querySelector('[role=grid]') !== null;
const becomes = (open: boolean, marked: boolean) =>
  vi.waitFor(async () => {
    await act(() => new Promise((done) => setTimeout(done)));
    expect([calendar(), Boolean(window.history.state?.over_page)]).toEqual([open, marked]);
  }, PATIENCE);

test('Back closes the calendar and stays on the page', async () => {
  page = await showPage(Page, '/a-page');
  const button = document.querySelector<HTMLElement>('button');
  await act(async () => button?.click());
  await becomes(true, true);
  await act(async () => window.history.back());
  await becomes(false, false);
  expect(window.location.pathname).toBe('/a-page');
});

test('a picked day closes it, and nothing is left to go back to', async () => {
  page = await showPage(Page, '/a-page');
  const button = document.querySelector<HTMLElement>('button');
  await act(async () => button?.click());
  await becomes(true, true);
  const day = [...document.querySelectorAll<HTMLElement>('[role=grid] [role=button]')].find(
    (cell) => cell.textContent === '15',
  );
  await act(async () => day?.click());
  await becomes(false, false);
});
