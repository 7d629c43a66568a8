// @vitest-environment happy-dom
import { act } from 'react';
import { afterEach, expect, test, vi } from 'vitest';
import type { Plan, Workout } from '@/shared/api/contract';
import { addDays, toDay } from '@/shared/lib/dates';
import { type Shown, showPage } from '@/shared/testing/show-page';
import { PlannerPage } from './planner-page';

const day = toDay(new Date());
const plan = {
  plan_id: 'p1',
  version: 1,
  name: 'Nordic Open',
  start_date: addDays(day, -7),
  comp_date: addDays(day, 30),
  time_zone: 'UTC',
  training_days_per_week: 3,
  workouts: [{ workout_id: 'w1', date: day, title: 'Squat day', exercises: [] }],
} as unknown as Plan;
const done = { workout_id: 'w1', version: 2, state: 'completed', completed_at: new Date().toISOString() } as Workout;

const { history, listeners, read } = vi.hoisted(() => ({
  history: { now: {} as object },
  listeners: new Set<() => void>(),
  read: (items: unknown[], more = {}) => ({ items, loaded: true, fetchedAt: new Date(), stale: false, ...more }),
}));

vi.mock('@tanstack/react-router', async (real) => ({ ...(await real<object>()), useSearch: () => ({}) }));
vi.mock('@/features/plans/use-plans', () => {
  let plans: object | undefined;
  return {
    usePlans: () => {
      plans ??= read([{ id: 'p1', value: plan, pending: false }]);
      return plans;
    },
  };
});
vi.mock('@/features/workouts/use-workouts', async () => {
  const { useSyncExternalStore } = await import('react');
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  return { useWorkouts: () => useSyncExternalStore(subscribe, () => history.now) };
});

vi.mock('@/sync/status', async (real) => {
  const online = { online: true };
  return { ...(await real<object>()), useSyncStatus: () => online };
});
vi.mock('@/sync/objects', async (real) => ({
  ...(await real<object>()),
  refresh: () => new Promise<void>(() => {}),
}));

let page: Shown;
afterEach(() => page.leave());

const becomes = (next: object) =>
  act(async () => {
    history.now = next;
    for (const listener of listeners) listener();
  });

test.each([
  ['looked up on this device', read([], { loaded: false, fetchedAt: null })],
  ['asked of the server for the first time', read([], { fetchedAt: null })],
])('a plan waits while what was done of it is %s: nothing finished is shown as still to do', async (_, unknown) => {
  history.now = unknown;
  page = await showPage(PlannerPage, '/plan');
  expect(page.text()).not.toContain('Squat day');
  await becomes(read([{ id: 'w1', value: done, pending: false }]));
  await page.sees('Squat day');
  expect(document.querySelector('li [data-workout=w1]')?.textContent).toContain('Done');
});
