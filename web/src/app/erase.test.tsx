// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SignOutSheet } from '@/features/account/sign-out-sheet';
import type { SignOutKind } from '@/features/account/use-sign-out';
import type { Plan, PlannedWorkout, Workout } from '@/shared/api/contract';
import { type Shown, showPage } from '@/shared/testing/show-page';
import { copyRow } from '@/sync/copies';
import type { Store } from '@/sync/database';
import { keep } from '@/sync/kept';
import { kindOf } from '@/sync/kinds';
import { addEvent } from '@/sync/queue';
import { setSession } from '@/sync/session-store';
import { openStore } from '@/sync/testing/device';
import { registerKinds } from './overlays';

const workout = (workout_id: string, title: string): PlannedWorkout => ({ workout_id, date: '2026-11-20', title });
const plan: Plan = {
  plan_id: 'p1',
  version: 4,
  start_date: '2026-11-01',
  comp_date: '2099-01-09',
  time_zone: 'UTC',
  training_days_per_week: 3,
  workouts: [workout('w1', 'Squat day'), workout('w2', 'Bench day')],
};

let store: Store;
let page: Shown;
let n = 0;
beforeEach(async () => {
  registerKinds();
  n += 1;
  store = await openStore(`erase-${n}`);
  setSession({ status: 'signed-in', user: null, store });
  const kind = kindOf('plan');
  if (kind) await store.db.objects.put(await copyRow(store, kind, { id: 'p1', version: 4, value: plan }));
});
afterEach(async () => {
  page.leave();
  setSession({ status: 'signed-out', user: null, store: null });
  await store.db.delete();
});

const show = async (kind: SignOutKind) => {
  page = await showPage(() => <SignOutSheet kind={kind} onClose={() => {}} />, '/me/account');
};
const notTaken = () => keep('plan', 'p1', 4, { ...plan, workouts: [workout('w1', 'A'), workout('w2', 'B')] }, plan);
const ALL_THERE = 'It is all on the server.';

test('who erases the device hears how many versions that were not taken go with it', async () => {
  await notTaken();
  await show('erase');
  await page.sees('2 versions that were not taken are only on this device and would be lost for good.');
  expect(page.text()).not.toContain(ALL_THERE);
});

test('also of what was deleted meanwhile, and beside what is not sent', async () => {
  const gone: Workout = {
    workout_id: 'w9',
    version: 2,
    done: { duration_seconds: 60, exercises_summary: [{ name: 'Squat', sets: [] }] },
  } as unknown as Workout;
  await addEvent(store, { eventType: 'workout.deleted', data: {}, objectKind: 'workout', objectId: 'w9' });
  await keep('workout', 'w9', 2, gone);
  await show('erase');
  await page.sees('One thing has not reached the server yet');
  await page.sees('One version that was not taken is only on this device and would be lost for good.');
});

test('versions that stand already are not counted', async () => {
  await keep('plan', 'p1', 4, plan, { ...plan, name: 'Other' });
  await show('erase');
  await page.sees(ALL_THERE);
  expect(page.text()).not.toContain('not taken');
});

test('a sign-out that erases nothing leaves them, and says nothing of them', async () => {
  await notTaken();
  await show('here');
  await page.sees('Everything you did has reached the server.');
  expect(page.text()).not.toContain('not taken');
});
