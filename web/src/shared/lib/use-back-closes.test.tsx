// @vitest-environment happy-dom
import { act, useState } from 'react';
import { afterEach, expect, test } from 'vitest';
import { Sheet } from '@/shared/design/sheet';
import { type Shown, showPage } from '@/shared/testing/show-page';

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

const soon = (then = () => {}) =>
  act(async () => {
    then();
    await new Promise((done) => setTimeout(done, 30));
  });
const press = async (name: string) => {
  await page?.press(name);
  await soon();
};
const back = () => soon(() => window.history.back());
const isMarked = () => Boolean(window.history.state?.over_page);
const shown = () => document.querySelector('[role=dialog] h2')?.textContent;

test('Back closes the sheet and leaves the page where it is', async () => {
  page = await showPage(Page, '/a-page');
  await press('Open');
  expect([shown(), isMarked()]).toEqual(['A sheet', true]);
  await back();
  expect([shown(), isMarked(), window.location.pathname]).toEqual([undefined, false, '/a-page']);
});

test('a sheet closed by its own button leaves nothing to go back to', async () => {
  page = await showPage(Page, '/a-page');
  await press('Open');
  await press('Done');
  expect([shown(), isMarked()]).toEqual([undefined, false]);
});

test('a question in the place of a sheet goes back to the sheet, and that to the page', async () => {
  page = await showPage(Page, '/a-page');
  const before = window.history.length;
  await press('Open');
  await press('Ask');
  expect([shown(), window.history.length - before]).toEqual(['A question', 1]);
  await back();
  expect([shown(), isMarked()]).toEqual(['A sheet', true]);
  await back();
  expect([shown(), isMarked()]).toEqual([undefined, false]);
});
