import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { WorkoutDone } from '@/shared/api/contract';
import { readBase } from '@/sync/bases';
import { type ConflictSides, conflictCard, resolveConflict } from '@/sync/conflict-choice';
import { queuedRows, type Store } from '@/sync/database';
import { openRow, openVerdict } from '@/sync/lane';
import { enqueue } from '@/sync/outbox';
import { byPerson } from '@/sync/reissue';
import { takeSeat } from '@/sync/seat';
import { setSession } from '@/sync/session-store';
import { applyFacts } from '@/sync/settle';
import { settleConflicts } from '@/sync/settle-conflicts';
import { openStore } from '@/sync/testing/device';
import { registerKinds } from './overlays';

vi.mock('@/sync/tokens', async (real) => ({ ...(await real<object>()), getAccessToken: async () => 'token' }));

const sets = (count: number, value: number, at = '17:05') =>
  Array.from({ length: count }, () => ({
    reps: 5,
    weight: { value, unit: 'kg' as const },
    completed_at: `2026-11-23T${at}:00Z`,
  }));
type Done = WorkoutDone & { workout_id: string };
const done = (exercises: Record<string, ReturnType<typeof sets>>, at = '17:00'): Done => ({
  workout_id: 'w1',
  start_timestamp: `2026-11-23T${at}:00Z`,
  duration_seconds: at === '17:00' ? 3000 : 3600,
  exercises_summary: Object.entries(exercises).map(([name, list]) => ({ name, sets: list })),
});

let store: Store;
let n = 0;
beforeEach(async () => {
  registerKinds();
  n += 1;
  store = await openStore(`finishes-${n}`);
  setSession({ status: 'signed-in', user: null, store });
});
afterEach(() => store.db.delete());

const write = (eventType: 'workout.completed' | 'workout.edited', data: Done) =>
  enqueue({ eventType, data: { ...data }, objectKind: 'workout', objectId: 'w1' });

/** This device finished the workout as `mine`; the server has it as `theirs` and says so. */
async function finishedTwice(mine: Done, theirs: Done): Promise<void> {
  const { clientGeneratedId } = await write('workout.completed', mine);
  await refused('already_completed', clientGeneratedId, theirs);
}

async function refused(code: string, causationId: string, theirs: Done): Promise<void> {
  const { workout_id, ...rest } = theirs;
  const standing = { id: 'w1', workout_id, version: 2, state: 'completed', completed_at: '2026-11-23T18:00:00Z' };
  const data = { errors: [{ pointer: '', code, message: '' }], theirs: { ...standing, done: rest } };
  const fact = { id: '1.2', type: 'workout.failed', causationId, data: data as never };
  await applyFacts(await takeSeat(store, true), [fact], undefined);
  await settleConflicts(store, byPerson(store));
}

const queued = async () => Promise.all((await queuedRows(store)).map((row) => openRow(store, row)));
const asked = async () => {
  const [row] = await queuedRows(store);
  return { id: row?.client_generated_id ?? '', conflict: row && (await openVerdict(store, row))?.conflict };
};
const card = async () => (await conflictCard(store, 'workout:w1')) as ConflictSides;
const kept = async () => {
  const rows = (await store.db.bases.toArray()).filter((row) => row.id.startsWith('kept:w1:'));
  const values = await Promise.all(rows.map((row) => readBase(store, 'workout', row.id)));
  return values.map((one) => (one?.value as { done: unknown } | undefined)?.done);
};
const exercises = async () => (await queued())[0]?.data.exercises_summary;

test('the same done on both, ticked at other times: nobody is asked', async () => {
  await finishedTwice(done({ Squat: sets(2, 77, '17:10') }, '17:01'), done({ Squat: sets(2, 77) }));
  expect(await queued()).toEqual([]);
});

test('what only one of them has is kept of both, without asking', async () => {
  await finishedTwice(
    done({ Squat: sets(2, 77), Row: sets(1, 50) }, '17:01'),
    done({ Squat: sets(2, 77), Bench: sets(3, 60) }),
  );
  const [row] = await queued();
  expect(row).toMatchObject({ eventType: 'workout.edited', data: { base_version: 2, duration_seconds: 3000 } });
  expect(await exercises()).toEqual(
    done({ Squat: sets(2, 77), Bench: sets(3, 60), Row: sets(1, 50) }).exercises_summary,
  );
});

test('different sets of one exercise are asked about, with both sides', async () => {
  await finishedTwice(done({ Squat: sets(1, 71) }, '17:01'), done({ Squat: sets(2, 77) }));
  expect((await asked()).conflict).toEqual({ paths: ['/exercises_summary/Squat#1'], deleted: false });
  const { mine, theirs, overlaps } = await card();
  expect(mine).toMatchObject({ done: { exercises_summary: [{ name: 'Squat', sets: [{ weight: { value: 71 } }] }] } });
  expect(theirs).toMatchObject({ done: { exercises_summary: [{ sets: [{}, { weight: { value: 77 } }] }] } });
  expect(overlaps).toMatchObject([{ mine: { name: 'Squat' }, theirs: { name: 'Squat' } }]);
});

test('what only one of them did is in no question, and stands either way', async () => {
  await finishedTwice(
    { ...done({ Squat: sets(3, 130) }, '17:01'), rpe_summary: 8 },
    done({ Squat: sets(2, 120), 'Pause bench': sets(1, 90) }),
  );
  const { overlaps, taken } = await card();
  expect(overlaps.map(({ path }) => path)).toEqual(['/exercises_summary/Squat#1']);
  expect(taken.map(({ path, side }) => `${side} ${path}`)).toEqual([
    'theirs /exercises_summary/Pause bench#1',
    'mine /rpe_summary',
  ]);
});

test('mine becomes an edit of the standing workout, and theirs is kept', async () => {
  const [mine, theirs] = [done({ Squat: sets(1, 71) }, '17:01'), done({ Squat: sets(2, 77) })];
  await finishedTwice(mine, theirs);
  await resolveConflict(store, (await asked()).id, 'mine', byPerson(store));
  const [row] = await queued();
  expect(row).toMatchObject({ eventType: 'workout.edited', data: { ...mine, base_version: 2 } });
  expect(await kept()).toMatchObject([{ exercises_summary: theirs.exercises_summary }]);
});

test('theirs stands, and mine is kept', async () => {
  const mine = done({ Squat: sets(1, 71) }, '17:01');
  await finishedTwice(mine, done({ Squat: sets(2, 77) }));
  await resolveConflict(store, (await asked()).id, 'theirs', byPerson(store));
  expect(await queued()).toEqual([]);
  expect(await kept()).toMatchObject([{ exercises_summary: mine.exercises_summary }]);
});

/** This device edited the done workout `before` to `mine`; meanwhile another made it `theirs`. */
async function editedTwice(before: Done, mine: Done, theirs: Done): Promise<void> {
  const { workout_id, ...rest } = before;
  const copy = { id: 'w1', workout_id, version: 1, state: 'completed', done: rest };
  const seat = await takeSeat(store, true);
  await applyFacts(seat, [{ id: '1.1', type: 'workout.persisted', causationId: '', data: copy as never }], undefined);
  const { clientGeneratedId } = await write('workout.edited', mine);
  await refused('version_conflict', clientGeneratedId, theirs);
}

test('two edits of different exercises merge, without asking', async () => {
  const before = done({ Squat: sets(2, 77), Bench: sets(3, 60) });
  await editedTwice(
    before,
    done({ Squat: sets(2, 80), Bench: sets(3, 60) }),
    done({ Squat: sets(2, 77), Bench: sets(3, 65) }),
  );
  expect((await asked()).conflict).toBeUndefined();
  expect(await exercises()).toEqual(done({ Squat: sets(2, 80), Bench: sets(3, 65) }).exercises_summary);
});

test.each([
  ['mine', 80],
  ['theirs', 82.5],
] as const)('two edits of one exercise are one question; with %s the rest of both stands', async (side, squat) => {
  const all = { Squat: sets(2, 77), Bench: sets(3, 60), Row: sets(1, 50) };
  await editedTwice(
    done(all),
    { ...done({ ...all, Squat: sets(2, 80), Bench: sets(3, 65) }), notes: 'Belt on' },
    { ...done({ ...all, Squat: sets(2, 82.5), Row: sets(1, 55) }), rpe_summary: 8 },
  );
  expect((await asked()).conflict).toEqual({ paths: ['/exercises_summary/Squat#1'], deleted: false });
  const { overlaps, taken } = await card();
  expect(overlaps).toMatchObject([
    { mine: { name: 'Squat', sets: sets(2, 80) }, theirs: { name: 'Squat', sets: sets(2, 82.5) } },
  ]);
  expect(taken.map(({ path, side }) => `${side} ${path}`)).toEqual([
    'mine /exercises_summary/Bench#1/sets',
    'theirs /exercises_summary/Row#1/sets',
    'theirs /rpe_summary',
    'mine /notes',
  ]);
  await resolveConflict(store, (await asked()).id, side, byPerson(store));
  const [row] = await queued();
  const together = done({ Squat: sets(2, squat), Bench: sets(3, 65), Row: sets(1, 55) });
  expect(row).toMatchObject({
    eventType: 'workout.edited',
    data: { ...together, notes: 'Belt on', rpe_summary: 8, base_version: 2 },
  });
});
