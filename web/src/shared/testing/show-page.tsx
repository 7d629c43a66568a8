// Draws a page as the app would, in a test's document, and lets the test press and read.
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router';
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { allTexts, startLanguage } from '@/shared/i18n/language';
import type { Language } from '@/shared/i18n/texts';

const PATIENCE_MS = 3000;

export interface Shown {
  text(): string;
  press(name: string): Promise<void>;
  type(label: string, value: string): Promise<void>;
  links(): string[];
  /** Waits until the words stand on the page. */
  sees(words: string): Promise<void>;
  /** Waits until what was pressed is over: a page that is left before would still be written to. */
  rests(): Promise<void>;
  leave(): void;
}

async function until(what: string, holds: () => boolean): Promise<void> {
  for (let waited = 0; waited < PATIENCE_MS; waited += 20) {
    if (holds()) return;
    await act(() => new Promise((done) => setTimeout(done, 20)));
  }
  throw new Error(`waited in vain for ${what}: ${document.body.textContent}`);
}

/** `address` as it would stand in the browser, with its hash. */
export async function showPage(
  Page: () => React.ReactNode,
  address: string,
  language: Language = 'en',
): Promise<Shown> {
  (globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;
  await startLanguage(language);
  await allTexts();
  window.history.replaceState(null, '', address);
  const rootRoute = createRootRoute({ component: Page, notFoundComponent: Page });
  const router = createRouter({ routeTree: rootRoute, history: createMemoryHistory({ initialEntries: [address] }) });
  const place = document.body.appendChild(document.createElement('div'));
  const root = createRoot(place);
  await act(async () => root.render(<RouterProvider router={router as never} />));
  const find = <E extends Element>(selector: string, says: (element: E) => boolean, name: string): E => {
    const found = [...document.querySelectorAll<E>(selector)].find(says);
    if (!found) throw new Error(`no ${selector} called ${name}: ${document.body.textContent}`);
    return found;
  };
  return {
    text: () => document.body.textContent ?? '',
    links: () => [...document.querySelectorAll('a')].map((link) => link.getAttribute('href') ?? ''),
    press: (name) =>
      act(async () => find<HTMLElement>('button, label', (each) => each.textContent?.trim() === name, name).click()),
    type: (label, value) =>
      act(async () => {
        const named = find<HTMLLabelElement>('label', (each) => each.textContent === label, label);
        const input = document.getElementById(named.htmlFor) as HTMLInputElement;
        // As React sees typing: past its own record of the value.
        Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, value);
        input.dispatchEvent(new Event('input', { bubbles: true }));
      }),
    sees: (words) => until(`"${words}" on the page`, () => document.body.textContent?.includes(words) ?? false),
    rests: () => until('an end of what was pressed', () => document.querySelector('[data-pending]') === null),
    leave() {
      act(() => root.unmount());
      place.remove();
    },
  };
}
