// @vitest-environment happy-dom
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
} from '@tanstack/react-router';
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, expect, test } from 'vitest';
import { AuthLayout } from '@/features/auth/auth-layout';
import { changeLanguage, startLanguage } from '@/shared/i18n/language';
import type { Language } from '@/shared/i18n/texts';
import { AppShell } from './app-shell';

// By its place in the web folder, which is no module of the app.
const page =
  Object.values(import.meta.glob<string>('/index.html', { query: '?raw', import: 'default', eager: true }))[0] ?? '';

let leave = () => {};
afterEach(() => leave());

/** Around a page that is still empty, as the app draws it. */
async function draw(Frame: () => React.ReactNode, language: Language): Promise<Element> {
  (globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;
  await startLanguage(language);
  await changeLanguage(language);
  const frame = createRootRoute({ component: Frame });
  const empty = createRoute({ getParentRoute: () => frame, path: '/', component: () => null });
  const router = createRouter({ routeTree: frame.addChildren([empty]), history: createMemoryHistory() });
  const place = document.body.appendChild(document.createElement('div'));
  const root = createRoot(place);
  await act(async () => root.render(<RouterProvider router={router as never} />));
  leave = () => {
    act(() => root.unmount());
    place.remove();
  };
  return place.firstElementChild as Element;
}

/** What index.html shows before the app is here, in one language. */
function shell(id: 'door' | 'home', language: Language): Element {
  // Without its head: a document fetches its style.
  const body = page.slice(page.indexOf('<body>'));
  const found = new DOMParser().parseFromString(body, 'text/html').getElementById(id);
  if (!found) throw new Error(`index.html has no ${id}`);
  for (const words of found.querySelectorAll('[lang]')) if (words.getAttribute('lang') !== language) words.remove();
  return found;
}

/** Words and signs, each with how it looks and in what it stands; a link and what only looks like one are the same. */
function picture(root: Element): string[] {
  const look = (one: Element) => [...one.classList].filter((name) => name !== 'active').join(' ');
  const place = (one: Element): string[] => [look(one), ...(one === root ? [] : place(one.parentElement as Element))];
  const said = [...root.querySelectorAll('*')].flatMap((one): [string, Element][] => {
    if (one.tagName.toLowerCase() === 'path') return [[`path ${one.getAttribute('d')}`, one]];
    const words = [...one.childNodes]
      .filter((node) => node.nodeType === Node.TEXT_NODE)
      .map((node) => node.textContent);
    const text = words.join('').trim();
    return text ? [[text, one]] : [];
  });
  // Words in a language stand in an element of their own, which looks like nothing.
  return said.map(([what, one]) => [what, ...place(one).filter(Boolean)].join(' < ')).sort();
}

for (const language of ['en', 'de'] as const) {
  test(`the door is drawn before the app is here as the app draws it, in ${language}`, async () => {
    const drawn = await draw(AuthLayout, language);
    expect(picture(shell('door', language))).toEqual(picture(drawn));
  });

  test(`home is drawn before the app is here as the app draws it, in ${language}`, async () => {
    const drawn = await draw(AppShell, language);
    // How far everything has arrived, and what is only for keys, wait for the app.
    for (const later of drawn.querySelectorAll('a[href="/queue"], a[href="#content"], [role=status]')) later.remove();
    expect(picture(shell('home', language))).toEqual(picture(drawn));
  });
}
