import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { changeAppSettings } from '@/features/app-settings/change-app-settings';
import { deleteWorkout } from '@/features/history/delete-workout';
import { takeWorkout } from '@/features/history/take-workout';
import { saveMission } from '@/features/missions/save-mission';
import { createPlan } from '@/features/planner/create-plan';
import { deletePlan } from '@/features/planner/delete-plan';
import { editPlan } from '@/features/plans/edit-plan';
import { discardWorkout } from '@/features/workout/discard-workout';
import { renewPlanned } from '@/features/workout/renew-planned';
import { startWorkout } from '@/features/workout/start-workout';
import { fakeServer, json, problem } from '@/shared/testing/fake-server';
import { fetchCopies } from '@/sync/copies';
import { queuedRows, type Store } from '@/sync/database';
import { openRow, openVerdict } from '@/sync/lane';
import { NO_PROBLEM } from '@/sync/problem';
import { byPerson } from '@/sync/reissue';
import { takeSeat } from '@/sync/seat';
import { setSession } from '@/sync/session-store';
import { applyFacts, sealVerdict } from '@/sync/settle';
import { settleConflicts } from '@/sync/settle-conflicts';
import { openStore } from '@/sync/testing/device';
import { registerKinds } from './overlays';

vi.mock('@/sync/tokens', async (real) => ({ ...(await real<object>()), getAccessToken: async () => 'token' }));

const plan = {
  plan_id: 'p1',
  version: 3,
  start_date: '2026-11-21',
  comp_date: '2027-01-09',
  time_zone: 'UTC',
  training_days_per_week: 3,
  workouts: [{ workout_id: 'w1', date: '2026-11-23' }],
};
const draft = {
  workout_id: 'w1',
  title: 'Squat',
  started_at: '2026-11-23T17:00:00Z',
  exercises: [],
  at: 0,
  rest: null,
  notes: '',
};

let store: Store;
let n = 0;
beforeEach(async () => {
  registerKinds();
  n += 1;
  store = await openStore(`kinds-${n}`);
  setSession({ status: 'signed-in', user: null, store });
});
afterEach(() => store.db.delete());

const fact = async (type: string, data: Record<string, unknown>, causationId = '') =>
  applyFacts(await takeSeat(store, true), [{ id: `1.${data.version}`, type, causationId, data }], undefined);
const written = async () =>
  Promise.all(
    (await queuedRows(store)).map(async (row) => {
      const { eventType, data } = await openRow(store, row);
      return { id: row.client_generated_id, eventType, data };
    }),
  );
const refuse = async (code: string) => {
  const [row] = await queuedRows(store);
  if (!row) throw new Error('nothing is queued');
  const verdict = await sealVerdict(await takeSeat(store, true), row, { problem: { ...NO_PROBLEM, code } });
  await store.db.events.update(row.seq, { state: 'refused', verdict });
  return row;
};

describe('what is deleted', () => {
  test('a plan behind its own queued edit: after that edit, whatever version it will find', async () => {
    await fact('program.plan.persisted', { id: 'p1', ...plan });
    await editPlan({ ...plan, name: 'Winter' });
    await deletePlan(plan);
    const [edit, removal] = await written();
    expect(removal).toMatchObject({ eventType: 'program.plan.deleted' });
    expect(removal?.data).toEqual({ plan_id: 'p1', after: edit?.id });
  });
  test('a workout of the history: its version', async () => {
    const workout = { workout_id: 'w1', version: 2, state: 'completed' as const };
    await fact('workout.persisted', { id: 'w1', ...workout });
    await deleteWorkout(workout);
    expect((await written())[0]?.data).toEqual({ workout_id: 'w1', base_version: 2 });
  });
  test('on a page that has not heard of a newer version yet: the one that was shown', async () => {
    await fact('program.plan.persisted', { id: 'p1', ...plan, version: 4, name: 'Winter' });
    await deletePlan(plan);
    expect((await written())[0]?.data).toEqual({ plan_id: 'p1', base_version: 3 });
  });
  test('a workout begun and thrown away: after its start', async () => {
    await startWorkout(draft);
    await discardWorkout('w1');
    const [start, removal] = await written();
    expect(removal?.data).toEqual({ workout_id: 'w1', after: start?.id });
  });
});

describe('a plan and the mission it is for, both made without a connection', () => {
  const mission = {
    name: 'Nordic Open',
    mission_type: 'powerlifting_meet' as const,
    prep_start: '2026-11-21',
    event_start: '2027-01-09',
    event_end: '2027-01-09',
    timezone: 'UTC',
  };
  const { plan_id: _, version: __, ...body } = { ...plan, mission_id: 'm1' };
  const waitsFor = async () => (await queuedRows(store)).map(({ lane, needs }) => ({ lane, needs }));
  test('a new plan waits for its mission', async () => {
    await saveMission('m1', mission);
    await createPlan('p1', body, { kind: 'new_plan', id: 'm1' });
    expect(await waitsFor()).toEqual([
      { lane: 'mission:m1', needs: [] },
      { lane: 'plan:p1', needs: ['mission:m1'] },
    ]);
  });
  test('one for no mission waits for nothing', async () => {
    await createPlan('p1', { ...body, mission_id: undefined }, { kind: 'new_plan', id: 'new' });
    expect(await waitsFor()).toEqual([{ lane: 'plan:p1', needs: [] }]);
  });
  test('a change waits only where it names the mission newly, also behind one that was made before the mission', async () => {
    await fact('program.plan.persisted', { id: 'p1', ...plan });
    const renamed = { ...plan, name: 'Winter' };
    await editPlan(renamed, { on: plan });
    await saveMission('m1', mission);
    const named = { ...renamed, mission_id: 'm1' };
    await editPlan(named, { on: renamed });
    await store.db.events.toCollection().modify({ retryCount: 1 });
    await editPlan({ ...named, name: 'Spring' }, { on: named });
    expect(await waitsFor()).toEqual([
      { lane: 'plan:p1', needs: [] },
      { lane: 'mission:m1', needs: [] },
      { lane: 'plan:p1', needs: ['mission:m1'] },
      { lane: 'plan:p1', needs: [] },
    ]);
  });
});

test('a planned workout that was thrown away gets a new id in its plan before it is begun again', async () => {
  await fact('program.plan.persisted', { id: 'p1', ...plan });
  await startWorkout({ ...draft, plan_id: 'p1' });
  await discardWorkout('w1');
  const renewed = await renewPlanned(plan, 'w1');
  const edit = (await written()).find(({ eventType }) => eventType === 'program.plan.updated');
  expect(renewed).not.toBe('w1');
  expect(edit?.data).toMatchObject({ base_version: 3, workouts: [{ workout_id: renewed, date: '2026-11-23' }] });
});

test('another version of a done workout is put in the place of the one that was shown', async () => {
  const done = { duration_seconds: 60, exercises_summary: [] };
  const shown = { workout_id: 'w1', version: 2, state: 'completed' as const, done };
  await fact('workout.persisted', { id: 'w1', ...shown, version: 3, done: { ...done, notes: 'Belt on' } });
  await takeWorkout(shown, { ...done, duration_seconds: 90 });
  expect((await written())[0]?.data).toEqual({ workout_id: 'w1', ...done, duration_seconds: 90, base_version: 2 });
});

describe('a workout whose id was deleted for good elsewhere', () => {
  test('has nothing to bring back while it was only begun', async () => {
    await startWorkout(draft);
    await refuse('deleted');
    await settleConflicts(store, byPerson(store));
    expect(await written()).toEqual([]);
  });
  test('is asked about once something was done in it', async () => {
    const { enqueue } = await import('@/sync/outbox');
    const data = { workout_id: 'w1', duration_seconds: 60, exercises_summary: [] };
    await enqueue({ eventType: 'workout.completed', data, objectKind: 'workout', objectId: 'w1' });
    const row = await refuse('deleted');
    await settleConflicts(store, byPerson(store));
    const standing = await store.db.events.get(row.seq);
    expect(standing && (await openVerdict(store, standing))?.conflict).toEqual({ paths: [], deleted: true });
  });
});

test('a passcode that was handed in outlives the merging of its form', async () => {
  const settings = { weight: { value: 80, unit: 'kg' }, training_days_per_week: 3 };
  const view = { id: 'me', settings_id: 's1', has_passcode: false, updated_at: '2026-11-23T18:00:00Z' };
  await fact('user.settings.persisted', { ...view, version: 1, settings });
  const { enqueue } = await import('@/sync/outbox');
  const data = { ...settings, feed_visibility: 'passcode', passcode: 'open sesame' } as never;
  const { clientGeneratedId } = await enqueue({
    eventType: 'user.settings.submitted',
    data,
    objectKind: 'settings',
    objectId: 'me',
  });
  const theirs = { ...settings, height: 172 };
  await fact('user.settings.persisted', { ...view, version: 2, settings: theirs, superseded: true }, clientGeneratedId);
  await settleConflicts(store, byPerson(store));
  expect((await written())[0]?.data).toEqual({
    ...theirs,
    feed_visibility: 'passcode',
    passcode: 'open sesame',
    base_version: 2,
  });
});

test('the first choice of app settings on a device that has read none takes nothing else along', async () => {
  await changeAppSettings({ version: 0, app_settings: {} }, { theme: 'dark' });
  expect((await written()).map(({ data }) => data)).toEqual([{ theme: 'dark', base_version: 0 }]);
  const theirs = { id: 'me', version: 5, app_settings: { units: 'lb', locale: 'de' } };
  const errors = [{ pointer: '', code: 'version_conflict', message: '' }];
  await fact('user.app_settings.failed', { errors, theirs }, (await written())[0]?.id);
  await settleConflicts(store, byPerson(store));
  expect((await written()).map(({ data }) => data)).toEqual([
    { ...theirs.app_settings, theme: 'dark', base_version: 5 },
  ]);
});

test.each([
  ['not there', () => problem(404, 'not_found')],
  ['of version 0', () => json(200, { version: 0 })],
])('app settings that are %s are none', async (_, answer) => {
  fakeServer({ '/api/v1/settings/app': answer });
  await fetchCopies(store, 'app_settings', {});
  await fetchCopies(store, 'app_settings', { id: 'me' });
  expect(await store.db.objects.toArray()).toEqual([]);
  vi.unstubAllGlobals();
});
