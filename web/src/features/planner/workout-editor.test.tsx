// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { afterEach, expect, test, vi } from 'vitest';
import type { Plan } from '@/shared/api/contract';
import { showPage } from '@/shared/testing/show-page';
import { queuedRows } from '@/sync/database';
import { setSession } from '@/sync/session-store';
import { openStore } from '@/sync/testing/device';
import { WorkoutEditor } from './workout-editor';

afterEach(() => setSession({ status: 'signed-out', user: null, store: null }));

const workout = { workout_id: 'w1', date: '2026-12-01', title: 'Heavy', exercises: [] };
const plan = {
  plan_id: 'p1',
  version: 1,
  start_date: '2026-11-21',
  comp_date: '2027-01-09',
  time_zone: 'Europe/Oslo',
  training_days_per_week: 3,
  workouts: [workout],
} as unknown as Plan;

test('a workout is deleted after a question only', async () => {
  const store = await openStore('workout-editor');
  setSession({ status: 'signed-in', user: null, store });
  const done = vi.fn();
  const page = await showPage(
    () => <WorkoutEditor plan={plan} workout={workout} isNew={false} onDone={done} />,
    '/plan',
  );
  await page.sees('Delete workout');
  await page.press('Delete workout');
  await page.sees('Delete this workout?');
  expect(await queuedRows(store)).toEqual([]);
  await page.press('Delete');
  await vi.waitFor(() => expect(done).toHaveBeenCalledWith(false));
  expect(await queuedRows(store)).toHaveLength(1);
  page.leave();
  await store.db.delete();
});

test.each([
  ['2026-11-20', 'A workout cannot be before the first day.'],
  ['2027-01-10', 'A workout cannot be after the day.'],
])('a workout on %s is not saved, and the form says why', async (date, says) => {
  const store = await openStore(`workout-editor-${date}`);
  setSession({ status: 'signed-in', user: null, store });
  const outside = { ...workout, date };
  const page = await showPage(
    () => <WorkoutEditor plan={plan} workout={outside} isNew={true} onDone={() => {}} />,
    '/plan',
  );
  await page.sees(says);
  await page.press('Save');
  expect(await queuedRows(store)).toEqual([]);
  page.leave();
  await store.db.delete();
});
