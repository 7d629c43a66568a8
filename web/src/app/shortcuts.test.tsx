// @vitest-environment happy-dom
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  RouterProvider,
} from '@tanstack/react-router';
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { HistoryPage } from '@/features/history/history-page';
import { allTexts, startLanguage } from '@/shared/i18n/language';
import { Shortcuts } from './shortcuts';
import { useFocusOnNavigation } from './use-focus-on-navigation';

const done = { duration_seconds: 60, exercises_summary: [], start_timestamp: '2026-11-20T10:00:00Z' };
const workout = { workout_id: 'w1', state: 'completed', start_timestamp: done.start_timestamp, done };
const read = (items: unknown[]) => ({ items, loaded: true, fetchedAt: new Date(), asked: true });
vi.mock('@/features/plans/use-plans', () => ({ usePlans: () => read([]) }));
vi.mock('@/features/workouts/use-workouts', () => ({ useWorkouts: () => read([{ value: workout }]) }));

function Shell() {
  useFocusOnNavigation();
  return (
    <>
      <Outlet />
      <Shortcuts />
    </>
  );
}

const rootRoute = createRootRoute({ component: Shell });
const first = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  component: () => (
    <main id="content" tabIndex={-1}>
      Today
    </main>
  ),
});
const history = createRoute({ getParentRoute: () => rootRoute, path: '/history', component: HistoryPage });
const makeRouter = () =>
  createRouter({
    routeTree: rootRoute.addChildren([first, history]),
    history: createMemoryHistory({ initialEntries: ['/'] }),
  });

let root: Root;
let router: ReturnType<typeof makeRouter>;
beforeEach(async () => {
  (globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;
  await startLanguage('en');
  await allTexts();
  router = makeRouter();
  root = createRoot(document.body.appendChild(document.createElement('div')));
  await act(async () => root.render(<RouterProvider router={router as never} />));
});
afterEach(() => {
  act(() => root.unmount());
  document.body.replaceChildren();
});

const press = (key: string) =>
  act(async () => {
    const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
    window.dispatchEvent(event);
    await new Promise((over) => setTimeout(over, 50));
  });

test('one press of / on any page leads into the search', async () => {
  await press('/');
  expect(router.latestLocation.pathname).toBe('/history');
  expect(document.activeElement?.getAttribute('type')).toBe('search');
});

test('whoever goes to the history otherwise starts at its content', async () => {
  await act(() => router.navigate({ to: '/history' as never }));
  await press('Shift');
  expect(document.activeElement?.id).toBe('content');
});
