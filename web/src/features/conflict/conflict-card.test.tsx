// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Plan, PlannedSet, Workout } from '@/shared/api/contract';
import { type Shown, showPage } from '@/shared/testing/show-page';
import type { ConflictSides } from '@/sync/conflict-choice';
import type { QueueItem } from '@/sync/outbox';
import { setSession } from '@/sync/session-store';
import { openStore } from '@/sync/testing/device';
import { ConflictCard } from './conflict-card';

let sides: ConflictSides;
vi.mock('@/sync/conflict-choice', async (real) => ({ ...(await real<object>()), conflictOf: async () => sides }));

let page: Shown;
let n = 0;
beforeEach(async () => {
  n += 1;
  setSession({ status: 'signed-in', user: null, store: await openStore(`card-${n}`) });
});
afterEach(() => {
  page.leave();
  setSession({ status: 'signed-out', user: null, store: null });
});

async function show(next: Partial<ConflictSides>, deleted = false): Promise<string> {
  sides = { kind: 'plan', overlaps: [], base: null, mine: {}, theirs: {}, merged: null, ...next };
  const item = { id: `i${n}`, objectKind: sides.kind, objectId: 'x', conflict: { paths: [], deleted } };
  page = await showPage(() => <ConflictCard item={item as unknown as QueueItem} />, '/queue');
  await vi.waitFor(() => expect(document.querySelector('button')?.disabled).toBe(false));
  return page.text();
}

const kg = (value: number) => ({ value, unit: 'kg' as const });
const workout = (sets: PlannedSet[], name = 'Squat') => ({
  workout_id: 'w1',
  date: '2026-11-23',
  title: 'Squat day',
  exercises: [{ name, sets }],
});
const overlap = (mine: unknown, theirs: unknown, base: unknown = mine) => ({
  overlaps: [{ path: '/workouts/w1', base, mine, theirs }],
  mine: { name: 'Nordic Open' },
  theirs: { name: 'Nordic Open' },
});
const told = () => [...document.querySelectorAll('tbody tr')].map((row) => row.textContent?.replaceAll('\u00a0', ' '));

test('sets that differ in their weight alone are told by that weight', async () => {
  const sets = (value: number) => [1, 2, 3].map(() => ({ reps: 5, weight: kg(value), rest_seconds: 180 }));
  const text = await show(overlap(workout(sets(160)), workout(sets(170))));
  expect(text).toContain('Nordic Open');
  expect(text).toContain('Squat day');
  expect(told()).toEqual(['Squat · Sets 1–3 · weight', '160 kg170 kg']);
});

test.each<[string, PlannedSet, PlannedSet, string, string]>([
  ['reps', { reps: 5 }, { reps: 6 }, 'Squat · Set 1 · reps', '56'],
  ['RPE', { reps: 5, rpe: 8 }, { reps: 5 }, 'Squat · Set 1 · RPE', '8–'],
  ['rest', { reps: 5, rest_seconds: 90 }, { reps: 5, rest_seconds: 150 }, 'Squat · Set 1 · rest', '1:302:30'],
  ['notes', { reps: 5, notes: 'slow' }, { reps: 5, notes: 'fast' }, 'Squat · Set 1 · notes', 'slowfast'],
  [
    'percentage',
    { reps: 5, percent_1rm: 80 },
    { reps: 5, percent_1rm: 82.5 },
    'Squat · Set 1 · percentage',
    '80 %82.5 %',
  ],
])('a difference in %s is told', async (_, mine, theirs, what, values) => {
  await show(overlap(workout([mine]), workout([theirs])));
  expect(told()).toEqual([what, values]);
});

test('an exercise and sets that only one side has are told with what is in them', async () => {
  const row = workout([{ reps: 8, weight: kg(50) }], 'Row');
  await show(
    overlap(workout([{ reps: 5 }, { reps: 3, weight: kg(90) }]), {
      ...workout([{ reps: 5 }]),
      exercises: [...workout([{ reps: 5 }]).exercises, ...row.exercises],
    }),
  );
  expect(told()).toEqual(['Squat · Set 2', '3 × 90 kgdeleted', 'Row', 'deleted8 × 50 kg']);
});

test('a workout deleted on one side is named, and what it holds is shown', async () => {
  const standing = workout([{ reps: 5, weight: kg(160) }]);
  const text = await show(overlap(undefined, standing, standing));
  expect(text).toContain('Squat day');
  expect(told()[0]).toMatch(/^deletedSquat day · .*Squat · one set$/);
});

test('a deleted plan is named, with its day and its workouts', async () => {
  const plan = { plan_id: 'p', version: 1, name: 'Nordic Open', comp_date: '2027-01-09', workouts: [workout([])] };
  const text = await show({ mine: plan as unknown as Plan, theirs: null }, true);
  expect(text).toContain('Nordic Open');
  expect(text).toMatch(/9 January.*one workout/);
});

const done = (count: number, value: number): Workout => ({
  workout_id: 'w1',
  version: 2,
  state: 'completed',
  completed_at: '2026-11-23T18:00:00Z',
  done: {
    duration_seconds: 3000,
    exercises_summary: [{ name: 'Squat', sets: Array.from({ length: count }, () => ({ reps: 5, weight: kg(value) })) }],
  },
});

test('a workout finished twice is named, and each side says what was done', async () => {
  const text = (await show({ kind: 'workout', mine: done(1, 71), theirs: done(2, 77) })).replaceAll('\u00a0', ' ');
  const side = (name: string) =>
    document.querySelector(`section[aria-label="${name}"]`)?.textContent?.replaceAll('\u00a0', ' ');
  expect(text).toContain('Changed in two placesSquat');
  expect(side('Mine')).toMatch(/Squat1 × 5 × 71 kg.*one set.*finished Mon 23 Nov/);
  expect(side('Theirs')).toMatch(/Squat2 × 5 × 77 kg.*2 sets.*finished Mon 23 Nov/);
});
