// @vitest-environment happy-dom
import { act, useState } from 'react';
import { afterEach, expect, test, vi } from 'vitest';
import { Sheet } from '@/shared/design/sheet';
import { type Shown, showPage } from '@/shared/testing/show-page';

const PATIENCE = { timeout: 4_000, interval: 10 };

let page: Shown | undefined;
afterEach(() => page?.leave());

/** A question that follows on a sheet, as deleting does. */
function Page() {
  const [open, setOpen] = useState<'sheet' | 'question' | null>(null);
  const close = () => setOpen(null);
  return (
    <>
      <button type="button" onClick={() => setOpen('sheet')}>
        Open
      </button>
      <Sheet title="A sheet" isOpen={open === 'sheet'} onClose={close} closeLabel="Close">
        <button type="button" onClick={() => setOpen('question')}>
          Ask
        </button>
        <button type="button" onClick={close}>
          Done
        </button>
      </Sheet>
      <Sheet title="A question" isOpen={open === 'question'} onClose={() => setOpen('sheet')} closeLabel="Close">
        Sure?
      </Sheet>
    </>
  );
}

const isMarked = () => Boolean(window.history.state?.over_page);
const shown = () => document.querySelector('[role=dialog] h2')?.textContent;
/** The browser and the router answer in their own time. */
const becomes = (title: string | undefined, marked: boolean) =>
  vi.waitFor(async () => {
    await act(() => new Promise((done) => setTimeout(done)));
    expect([shown(), isMarked()]).toEqual([title, marked]);
  }, PATIENCE);
const back = () => act(async () => window.history.back());

test('Back closes the sheet and leaves the page where it is', async () => {
  page = await showPage(Page, '/a-page');
  await page.press('Open');
  await becomes('A sheet', true);
  await back();
  await becomes(undefined, false);
  expect(window.location.pathname).toBe('/a-page');
});

test('a sheet closed by its own button leaves nothing to go back to', async () => {
  page = await showPage(Page, '/a-page');
  await page.press('Open');
  await becomes('A sheet', true);
  await page.press('Done');
  await becomes(undefined, false);
});

test('a question in the place of a sheet goes back to the sheet, and that to the page', async () => {
  page = await showPage(Page, '/a-page');
  const before = window.history.length;
  await page.press('Open');
  await becomes('A sheet', true);
  await page.press('Ask');
  await becomes('A question', true);
  expect(window.history.length - before).toBe(1);
  await back();
  await becomes('A sheet', true);
  await back();
  await becomes(undefined, false);
});
