// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { KeptAfterDeletion } from '@/features/queue/kept-after-deletion';
import type { Plan, Workout } from '@/shared/api/contract';
import { type Shown, showPage } from '@/shared/testing/show-page';
import { copyRow } from '@/sync/copies';
import { queuedRows, type Store } from '@/sync/database';
import { keep } from '@/sync/kept';
import { kindOf } from '@/sync/kinds';
import { openRow } from '@/sync/lane';
import { setSession } from '@/sync/session-store';
import { openStore } from '@/sync/testing/device';
import { registerKinds } from './overlays';

const start_timestamp = '2026-11-20T10:00:00Z';
const workout: Workout = {
  workout_id: 'w1',
  version: 2,
  state: 'completed',
  start_timestamp,
  done: {
    start_timestamp,
    duration_seconds: 1800,
    exercises_summary: [{ name: 'Squat', sets: [{ reps: 3, weight: { value: 140, unit: 'kg' } }] }],
  },
};
const plan = (comp_date: string): Plan => ({
  plan_id: 'p1',
  version: 4,
  name: 'Nordic Open',
  start_date: '2026-11-01',
  comp_date,
  time_zone: 'UTC',
  training_days_per_week: 3,
  workouts: [
    { workout_id: 'w1', date: '2026-11-20', title: 'Squat day' },
    { workout_id: 'w2', date: '2026-11-22', title: 'Bench day' },
  ],
});

const announced = vi.fn();
vi.mock('@/shared/design/announcer', async (real) => ({
  ...(await real<object>()),
  announce: (...said: unknown[]) => announced(...said),
}));

let store: Store;
let page: Shown;
let n = 0;
beforeEach(async () => {
  registerKinds();
  announced.mockClear();
  n += 1;
  store = await openStore(`brought-back-${n}`);
  setSession({ status: 'signed-in', user: null, store });
});
afterEach(async () => {
  page.leave();
  setSession({ status: 'signed-out', user: null, store: null });
  await store.db.delete();
});

async function has(kindName: 'plan' | 'workout', id: string, version: number, value: unknown): Promise<void> {
  const kind = kindOf(kindName);
  if (kind) await store.db.objects.put(await copyRow(store, kind, { id, version, value }));
}

/** The workout was deleted and let go; then it is brought back while this plan asks for it. */
async function broughtBack(comp_date: string) {
  await has('plan', 'p1', 4, plan(comp_date));
  await has('workout', 'w1', 3, null);
  await keep('workout', 'w1', 2, workout);
  page = await showPage(KeptAfterDeletion, '/queue');
  await page.sees('Squat day');
  expect(page.text()).toMatch(/Fri 20 November · one set.*Kept until/);
  await page.press('Bring it back');
  await vi.waitFor(() => expect(announced).toHaveBeenCalledWith('Brought back.'));
  await vi.waitFor(() => expect(page.text()).toBe(''));
  return Promise.all((await queuedRows(store)).map((row) => openRow(store, row)));
}

test('a done workout that is brought back is the one its plan asked for', async () => {
  const [back, edited, ...more] = await broughtBack('2099-01-09');
  expect(more).toEqual([]);
  expect(back).toMatchObject({ eventType: 'workout.completed', data: workout.done });
  const { workout_id } = back?.data ?? {};
  expect(workout_id).not.toBe('w1');
  expect(edited).toMatchObject({
    eventType: 'program.plan.updated',
    data: {
      plan_id: 'p1',
      base_version: 4,
      workouts: [{ workout_id, date: '2026-11-20', title: 'Squat day' }, { workout_id: 'w2' }],
    },
  });
});

test('a plan whose day is over is left as it was', async () => {
  const rows = await broughtBack('2026-11-21');
  expect(rows.map(({ eventType }) => eventType)).toEqual(['workout.completed']);
});
