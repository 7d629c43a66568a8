// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { QueuePage } from '@/features/queue/queue-page';
import type { Plan, PlannedWorkout } from '@/shared/api/contract';
import { type Shown, showPage } from '@/shared/testing/show-page';
import { copyRow } from '@/sync/copies';
import { queuedRows, type Store } from '@/sync/database';
import { writeDraft } from '@/sync/draft-store';
import { keep } from '@/sync/kept';
import { kindOf } from '@/sync/kinds';
import { addEvent, type Enqueue } from '@/sync/queue';
import { takeSeat } from '@/sync/seat';
import { setSession } from '@/sync/session-store';
import { sealVerdict } from '@/sync/settle';
import { openStore } from '@/sync/testing/device';
import { registerKinds } from './overlays';

const workout = (workout_id: string, title: string, more: Partial<PlannedWorkout> = {}): PlannedWorkout => ({
  workout_id,
  date: '2026-11-20',
  title,
  ...more,
});
const plan: Plan = {
  plan_id: 'p1',
  version: 4,
  name: 'Nordic Open',
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
  store = await openStore(`waiting-${n}`);
  setSession({ status: 'signed-in', user: null, store });
  const kind = kindOf('plan');
  if (kind) await store.db.objects.put(await copyRow(store, kind, { id: 'p1', version: 4, value: plan }));
});
afterEach(async () => {
  page.leave();
  setSession({ status: 'signed-out', user: null, store: null });
  await store.db.delete();
});

const show = async () => {
  page = await showPage(QueuePage, '/queue');
};
/** A change of the plan that was tried already: the next one does not take its place. */
async function planned(workouts: PlannedWorkout[], change: Partial<Plan> = {}): Promise<void> {
  const { version: _, ...shown } = { ...plan, ...change, workouts };
  const data: Enqueue['data'] = { ...shown };
  await addEvent(store, {
    eventType: 'program.plan.updated',
    data,
    objectKind: 'plan',
    objectId: 'p1',
    collapse: true,
    shown: plan,
  });
  await store.db.events.toCollection().modify({ retryCount: 1 });
}
const done = { duration_seconds: 60, exercises_summary: [{ name: 'Squat', sets: [] }] };
const rows = (label: string) =>
  [...document.querySelectorAll(`ul[aria-label="${label}"] li`)].map((row) =>
    [...row.querySelectorAll('p')].map((line) => line.textContent?.replaceAll('\u00a0', ' ')),
  );

test('two changes of one plan are told by the workout and by what was changed in it', async () => {
  const [squat, bench] = plan.workouts as [PlannedWorkout, PlannedWorkout];
  await planned([{ ...squat, title: 'Heavy squats' }, bench]);
  await planned([{ ...squat, title: 'Heavy squats' }, { ...bench, date: '2026-11-21' }, workout('w3', 'Pull day')]);
  await show();
  await page.sees('Change to the plan');
  const [first, second] = rows('Waiting');
  expect(first?.slice(0, 2)).toEqual([
    'Change to the plan · Nordic Open',
    'Squat day · Fri 20 November · Title: Squat day → Heavy squats',
  ]);
  expect(second?.slice(1, 3)).toEqual([
    'Bench day · Fri 20 November · Day: Fri 20 November → Sat 21 November',
    'Pull day · Fri 20 November: new',
  ]);
});

test('a workout that waits is called as its plan calls it, also where it was only begun', async () => {
  const start = { workout_id: 'w1', plan_id: 'p1', start_timestamp: '2026-11-20T10:00:00Z' };
  await addEvent(store, { eventType: 'workout.started', data: start, objectKind: 'workout', objectId: 'w1' });
  await show();
  await page.sees('Workout started · Squat day · Fri 20 November');
});

test('what a workout says once it is finished is told as new, and so is a set that joins a planned one', async () => {
  const start = { workout_id: 'w9', start_timestamp: '2026-11-20T10:00:00Z' };
  await addEvent(store, { eventType: 'workout.started', data: start, objectKind: 'workout', objectId: 'w9' });
  const said = { duration_seconds: 102, rpe_summary: 8, notes: 'Left knee' };
  const data = { ...start, ...done, ...said };
  await addEvent(store, { eventType: 'workout.completed', data, objectKind: 'workout', objectId: 'w9' });
  const [squat, bench] = plan.workouts as [PlannedWorkout, PlannedWorkout];
  const sets = [{ reps: 5 }];
  const kind = kindOf('plan');
  const before = { ...plan, workouts: [{ ...squat, exercises: [{ name: 'Squat', sets }] }, bench] };
  if (kind) await store.db.objects.put(await copyRow(store, kind, { id: 'p1', version: 4, value: before }));
  const exercises = [
    { name: 'Squat', sets: [{ reps: 5, rpe: 8 }, { reps: 3 }] },
    { name: 'Row', sets: [{ reps: 10 }] },
  ];
  await planned([{ ...squat, exercises }, bench]);
  await show();
  await page.sees('Workout finished');
  const [, finished, change] = rows('Waiting');
  expect(finished?.slice(1, 5)).toEqual([
    'Time (new): 1:42',
    'RPE of the workout (new): 8',
    'notes (new): Left knee',
    'Squat: new',
  ]);
  expect(change?.slice(1, 4)).toEqual([
    'Squat day · Fri 20 November · Squat · Set 1 · RPE (new): 8',
    'Squat day · Fri 20 November · Squat · Set 2 (new): 3 reps',
    'Squat day · Fri 20 November · Row (new): 1 × 10',
  ]);
});

test('what a refused or disputed change holds back is listed under it, and how it is set free', async () => {
  const [squat, bench] = plan.workouts as [PlannedWorkout, PlannedWorkout];
  await planned([{ ...squat, title: 'Heavy squats' }, bench]);
  await addEvent(store, {
    eventType: 'workout.completed',
    data: { workout_id: 'w2', plan_id: 'p1', ...done },
    objectKind: 'workout',
    objectId: 'w2',
    dependsOn: [{ kind: 'plan', id: 'p1' }],
  });
  const [row] = await queuedRows(store);
  if (!row) throw new Error('nothing is queued');
  const problem = { status: 409, code: 'version_conflict', title: '', detail: '', errors: [], requestId: '' };
  const verdict = await sealVerdict(await takeSeat(store, true), row, {
    problem,
    conflict: { paths: [], deleted: false },
  });
  await store.db.events.update(row.seq, { state: 'refused', verdict });
  await show();
  await page.sees('One change waits for this');
  await page.sees('goes out once you have chosen above');
  await page.sees('Workout finished · Bench day');
  expect(rows('One change waits for this')).toHaveLength(1);
  expect(rows('Waiting')).toEqual([]);
});

test('versions that were not taken are named, with the way to them', async () => {
  const [squat, bench] = plan.workouts as [PlannedWorkout, PlannedWorkout];
  await keep('plan', 'p1', 4, { ...plan, workouts: [{ ...squat, title: 'Mine' }, bench] }, plan);
  await show();
  await page.sees('Versions not taken');
  await page.sees('Squat day · Fri 20 November');
  expect(page.links()).toContain('/plan?plan=p1&details=kept');
});

test('where all of them stand already, nothing is listed', async () => {
  await keep('plan', 'p1', 4, plan, { ...plan, name: 'Other' });
  await show();
  await page.sees('Everything has arrived');
  expect(document.querySelector('#kept-elsewhere ~ ul li')).toBeNull();
});

test('a workout under way is told with its ticks: they go out when it is finished', async () => {
  const sets = [{ done_at: '2026-11-20T10:01:00Z' }, { done_at: '2026-11-20T10:03:00Z' }, {}];
  const draft = { workout_id: 'w1', title: 'Squat day', started_at: '', exercises: [{ name: 'Squat', sets }] };
  await writeDraft(store, 'session', 'w1', () => draft);
  await show();
  await page.sees('Workouts in progress');
  await page.sees('2 sets ticked');
  expect(page.links()).toContain('/train/w1');
});
