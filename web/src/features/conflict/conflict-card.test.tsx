// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { act } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Plan, PlannedSet, Unit, Workout } from '@/shared/api/contract';
import { defaultPreferences } from '@/shared/lib/default-preferences';
import { PreferencesContext } from '@/shared/lib/preferences';
import { type Shown, showPage } from '@/shared/testing/show-page';
import type { ConflictSides } from '@/sync/conflict-choice';
import type { QueueItem } from '@/sync/outbox';
import { setSession } from '@/sync/session-store';
import { openStore } from '@/sync/testing/device';
import { ConflictCard } from './conflict-card';
import { kg, lines, overlap, told, workout } from './testing/cases';

let sides: ConflictSides;
const resolve = vi.fn(async (..._: unknown[]): Promise<string | null> => null);
vi.mock('@/sync/conflict-choice', async (real) => ({
  ...(await real<object>()),
  conflictOf: async () => sides,
  resolve: (...all: unknown[]) => resolve(...all),
}));

let page: Shown;
beforeEach(async () => {
  resolve.mockReset();
  setSession({ status: 'signed-in', user: null, store: await openStore(`card-${crypto.randomUUID()}`) });
});
afterEach(() => {
  page.leave();
  setSession({ status: 'signed-out', user: null, store: null });
});

async function show(next: Partial<ConflictSides>, deleted = false, units: Unit = 'kg'): Promise<string> {
  sides = { kind: 'plan', overlaps: [], answers: {}, again: [], taken: [], base: null, mine: {}, theirs: {}, ...next };
  const item = { id: 'i1', objectKind: sides.kind, objectId: 'x', conflict: { paths: [], deleted } };
  const preferences = { ...defaultPreferences('en', false), units };
  const card = <ConflictCard item={item as unknown as QueueItem} />;
  page = await showPage(() => <PreferencesContext value={preferences}>{card}</PreferencesContext>, '/queue');
  await vi.waitFor(() => expect(document.querySelector('button')?.disabled).toBe(false), { timeout: 10_000 });
  return page.text();
}

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
  expect(told()).toEqual(['Squat · Set 2', '90 kg × 3deleted', 'Row', 'deleted1 × 8 · 50 kg']);
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

const planOf = (reps: number, name = 'Nordic Open') =>
  ({ plan_id: 'p', version: 1, name, comp_date: '2027-01-09', workouts: [workout([{ reps }])] }) as Plan;

test('of a plan that was deleted here, what the other device changed in it is told', async () => {
  const text = await show({ base: planOf(5), mine: null, theirs: planOf(6) });
  expect(text).toContain('BeforeThere');
  expect(told()).toEqual(['Squat · Set 1 · reps', '56']);
});

test('of a plan that was deleted elsewhere, what was changed in it here is told', async () => {
  const text = await show({ base: planOf(5), mine: planOf(5, 'Spring'), theirs: null }, true);
  expect(text).toContain('BeforeHere');
  expect(told()).toEqual(['Name', 'Nordic OpenSpring']);
});

test('weights still to be lifted are said as the plan says them: what can be loaded in the unit of the athlete', async () => {
  await show(overlap(workout([{ reps: 5, weight: kg(90) }]), workout([{ reps: 5, weight: kg(100) }])), false, 'lb');
  expect(told()).toEqual(['Squat · Set 1 · weight', '200 lb220 lb']);
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

test('a workout finished twice asks only about what both did differently', async () => {
  const squat = (count: number, value: number) => done(count, value).done?.exercises_summary[0];
  const bench = { name: 'Pause bench', sets: [{ reps: 4, weight: kg(90) }] };
  const text = await show({
    kind: 'workout',
    mine: done(1, 71),
    theirs: { ...done(2, 77), updated_at: '2026-11-23T19:30:00Z' },
    overlaps: [{ path: '/exercises_summary/Squat#1', base: undefined, mine: squat(1, 71), theirs: squat(2, 77) }],
    taken: [
      { path: '/exercises_summary/Pause bench#1', side: 'theirs', value: bench },
      { path: '/rpe_summary', side: 'mine', value: 8 },
      { path: '/duration_seconds', side: 'theirs', value: 3000 },
    ],
  });
  expect(text).toContain('Changed in two placesSquatDone Mon 23 Nov');
  expect(text).toContain('The other version is of Mon 23 Nov');
  expect(told()).toEqual(['1 × 5 · 71 kg2 × 5 · 77 kg']);
  expect(lines()).toEqual([
    'Pause bench: 1 × 4 · 90 kg · from the other',
    'RPE of the workout: 8 · from this device, goes out with your choice',
    'Time: 50:00 · from the other',
  ]);
});

test('a second tap does nothing', async () => {
  await show(overlap(workout([{ reps: 5 }]), workout([{ reps: 6 }])));
  await page.press('This device');
  await page.press('This device');
  await page.press('Other device');
  expect(resolve.mock.calls).toEqual([['i1', 'mine', sides, ['/workouts/w1']]]);
  expect(document.querySelector('[role=alert]')).toBeNull();
});

test('two workouts are two questions, each with its own pair of buttons; what is chosen shows', async () => {
  const bench = (title: string) => ({ ...workout([{ reps: 5 }]), workout_id: 'w2', title });
  const both = overlap(workout([{ reps: 5 }]), workout([{ reps: 6 }]));
  const second = { path: '/workouts/w2', base: bench('Bench'), mine: bench('Friday'), theirs: bench('Saturday') };
  const overlaps = [...both.overlaps, second, { path: '/name', base: 'A', mine: 'B', theirs: 'C' }];
  const text = await show({ ...both, overlaps, answers: { '/workouts/w1': 'mine' } });
  expect(text).toContain('2 more to choose');
  const section = (name: string) => [...document.querySelectorAll(`section[aria-label^="${name}"] button`)];
  const state = (name: string) => section(name).map((one) => [one.textContent, one.getAttribute('aria-pressed')]);
  expect(state('Squat day')).toEqual([
    ['This device', 'true'],
    ['Other device', 'false'],
  ]);
  expect(state('The plan itself').map(([name]) => name)).toEqual(['This device', 'Other device']);
  await act(async () => (section('Bench')[1] as HTMLElement).click());
  expect(resolve.mock.calls).toEqual([['i1', 'theirs', sides, ['/workouts/w2']]]);
});

test('a form is named, and its fields are called as the form calls them', async () => {
  const text = await show({
    kind: 'settings',
    overlaps: [
      { path: '/deadlift_style', base: undefined, mine: 'sumo', theirs: 'conv' },
      { path: '/weight', base: undefined, mine: kg(82.5), theirs: kg(84) },
      { path: '/recovers_from_heavy_deads', base: undefined, mine: true, theirs: undefined },
      { path: '/preferred_days', base: undefined, mine: ['mon', 'fri'], theirs: [] },
    ],
    taken: [{ path: '/weekly_hours', side: 'theirs', value: { min: 4, max: 6 } }],
  });
  expect(text).toContain('About your training');
  expect(told()).toEqual([
    'Deadlift',
    'SumoConventional',
    'Body weight',
    '82.5 kg84 kg',
    'You recover from heavy deadlifts',
    'Well–',
    'Days you prefer',
    'Mon, Fri–',
  ]);
  expect(text).toContain('Hours a week: 4–6 h');
  expect(document.querySelectorAll('button')).toHaveLength(2);
});

test('settings are named, and said as their page says them', async () => {
  const text = await show({
    kind: 'app_settings',
    overlaps: [{ path: '/theme', base: 'system', mine: 'light', theirs: 'dark' }],
    taken: [{ path: '/clock', side: 'mine', value: '12h' }],
  });
  expect(text).toContain('Settings');
  expect(told()).toEqual(['Colours', 'LightDark']);
  expect(text).toContain('Clock: 12 h · from this device, goes out with your choice');
});

test('reps and what is left in reserve are told apart', async () => {
  await show(overlap(workout([{ reps: 5 }, { reps: 10, rir: 2 }]), workout([{ reps: 5 }])));
  expect(told()).toEqual(['Squat · Set 2', '10 reps, 2 in reservedeleted']);
});

test('equal sets in a row are said as the plan says them, sets × reps', async () => {
  const sets = [...[1, 2, 3].map(() => ({ reps: 5, weight: kg(160) })), { reps: 3, percent_1rm: 82.5, rpe: 8 }];
  const both = { ...workout([{ reps: 5 }]), exercises: [] };
  await show(overlap(both, workout(sets)));
  expect(told()).toEqual(['Squat', 'deleted3 × 5 · 160 kg; 1 × 3 · 82.5 %, RPE 8']);
});

test('what stands is told with its value, and nothing of what is in question', async () => {
  const before = workout([{ reps: 5, weight: kg(160) }]);
  const bench = { workout_id: 'w2', date: '2026-11-25', title: 'Bench day', exercises: [] };
  const plan = (title: string) => ({ name: 'Nordic Open', workouts: [{ ...before, title }, bench] });
  await show({
    ...overlap({ ...before, title: 'Mine' }, { ...before, title: 'Other' }, before),
    base: plan('Squat day'),
    mine: plan('Mine'),
    theirs: plan('Other'),
    taken: [
      { path: '/workouts/w1/exercises/Squat/sets', side: 'theirs', value: [{ reps: 5, weight: kg(170) }] },
      { path: '/workouts/w1/exercises/Row', side: 'mine', value: { name: 'Row', sets: [{ reps: 8, weight: kg(50) }] } },
      { path: '/workouts/w1/notes', side: 'mine', value: 'Knees out' },
      { path: '/workouts/w2/title', side: 'theirs', value: 'Heavy bench' },
    ],
  });
  expect(lines()).toEqual([
    'Squat day · Mon 23 November · Squat · Set 1 · weight: 170 kg · from the other',
    'Squat day · Mon 23 November · Row: 1 × 8 · 50 kg · from this device, goes out with your choice',
    'Squat day · Mon 23 November · notes: Knees out · from this device, goes out with your choice',
    'Bench day · Wed 25 November · Title: Heavy bench · from the other',
  ]);
});
