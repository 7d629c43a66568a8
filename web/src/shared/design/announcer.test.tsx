// @vitest-environment happy-dom
import { act, useState } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Shown, showPage } from '@/shared/testing/show-page';
import { Announcer, announce } from './announcer';

/** Where notices go, and where the one action of a page is, from the top of the screen. */
const PLACE = { top: 600, bottom: 648 };
let action = { top: 630, bottom: 682 };

let page: Shown;
beforeEach(() => {
  vi.spyOn(Element.prototype, 'getBoundingClientRect').mockImplementation(function (this: Element) {
    if (this.classList.contains('primary')) return action as DOMRect;
    return (this.getAttribute('role') === 'status' ? PLACE : { top: 0, bottom: 0 }) as DOMRect;
  });
});
afterEach(() => {
  page.leave();
  vi.restoreAllMocks();
});

/** A form, and the page it is left for, with one action at its end. */
function Pages() {
  const [left, setLeft] = useState(false);
  return (
    <>
      {left ? (
        <button type="button" className="primary">
          Start
        </button>
      ) : (
        <>
          <button type="button" onClick={() => announce('Saved.')}>
            Save
          </button>
          <button type="button" onClick={() => setLeft(true)}>
            Leave
          </button>
        </>
      )}
      <Announcer />
    </>
  );
}

const risen = () => (document.querySelector('[role=status]') as HTMLElement).style.translate;

test('a notice keeps off the action of the page it is read on, and of that page as it becomes', async () => {
  page = await showPage(Pages, '/');
  await page.press('Save');
  await page.sees('Saved.');
  expect(risen()).toBe('0 0px');
  await page.press('Leave');
  await vi.waitFor(() => expect(risen()).toBe('0 -26px'));
  action = { top: 700, bottom: 752 };
  await act(async () => window.dispatchEvent(new Event('resize')));
  expect(risen()).toBe('0 0px');
  action = { top: 620, bottom: 672 };
  document.documentElement.style.setProperty('--dock', '40px');
  await vi.waitFor(() => expect(risen()).toBe('0 -36px'));
});
