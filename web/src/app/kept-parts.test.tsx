// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { act, useState } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { KeptParts } from '@/features/conflict/kept-parts-list';
import type { DoneExercise, Plan, PlannedWorkout, Workout } from '@/shared/api/contract';
import { type Shown, showPage } from '@/shared/testing/show-page';
import type { Store } from '@/sync/database';
import { keep } from '@/sync/kept';
import type { EditData } from '@/sync/kinds';
import { setSession } from '@/sync/session-store';
import { openStore } from '@/sync/testing/device';
import { registerKinds } from './overlays';

let store: Store;
let page: Shown;
let n = 0;
const taken = vi.fn(async (_: EditData, _on: Plan | Workout) => {});
beforeEach(async () => {
  registerKinds();
  taken.mockClear();
  n += 1;
  store = await openStore(`kept-parts-${n}`);
  setSession({ status: 'signed-in', user: null, store });
});
afterEach(async () => {
  page.leave();
  setSession({ status: 'signed-out', user: null, store: null });
  await store.db.delete();
});

/** With what it was taken. */
const next = (): EditData => taken.mock.calls[0]?.[0] ?? {};
const kg = (value: number) => ({ value, unit: 'kg' as const });
const planned = (workout_id: string, title: string, weight: number, notes?: string): PlannedWorkout => ({
  workout_id,
  date: '2026-11-20',
  title,
  notes,
  exercises: [{ name: 'Squat', sets: [{ reps: 5, weight: kg(weight) }] }],
});
const plan = (workouts: PlannedWorkout[], change: Partial<Plan> = {}): Plan => ({
  plan_id: 'p1',
  version: 4,
  name: 'Nordic Open',
  start_date: '2026-11-01',
  comp_date: '2099-01-09',
  time_zone: 'UTC',
  training_days_per_week: 3,
  workouts,
  ...change,
});

/** What holds then comes from another device, while the page is open. */
let arrives: (now: Plan | Workout) => Promise<void>;
async function show(first: Plan | Workout): Promise<void> {
  const kind = 'plan_id' in first && 'workouts' in first ? 'plan' : 'workout';
  const id = kind === 'plan' ? 'p1' : 'w1';
  page = await showPage(() => {
    const [now, setNow] = useState(first);
    arrives = (next) => act(async () => setNow(next));
    return <KeptParts kind={kind} id={id} now={now} name="The thing itself" onTake={taken} />;
  }, '/plan');
  await page.sees('Versions not taken');
}
const listed = () =>
  [...document.querySelectorAll('li')].map((row) =>
    [...row.querySelectorAll('p')].slice(0, -1).map((line) => line.textContent?.replaceAll('\u00a0', ' ')),
  );
async function ask(name: string): Promise<void> {
  await act(async () => document.querySelector<HTMLElement>(`[aria-label="Take this one: ${name}"]`)?.click());
  await page.sees('Only this is taken');
}
async function take(name: string): Promise<void> {
  await ask(name);
  await confirm();
}
async function confirm(): Promise<void> {
  const last = [...document.querySelectorAll('button')].filter((one) => one.textContent === 'Take this one').at(-1);
  await act(async () => last?.click());
  await vi.waitFor(() => expect(taken).toHaveBeenCalledOnce());
}

test('each workout that was not taken is told by what is different in it, and comes back alone', async () => {
  const chosen = plan([planned('w1', 'Squat day', 170), planned('w2', 'Bench day', 80)]);
  const other = plan([planned('w1', 'Squat day', 150), planned('w2', 'My bench', 80)]);
  await keep('plan', 'p1', 4, other, chosen);
  // Since then a third came, and the first got notes.
  const now = plan(
    [planned('w1', 'Squat day', 170, 'Knees out'), planned('w2', 'Bench day', 80), planned('w3', 'Pull day', 60)],
    { version: 6 },
  );
  await show(now);
  expect(listed()).toEqual([
    ['Squat day · Fri 20 November', 'Squat · Set 1 · weight: 170 kg → 150 kg'],
    ['Bench day · Fri 20 November', 'Title: Bench day → My bench'],
  ]);
  await take('Squat day · Fri 20 November');
  const [w1, ...others] = next().workouts as PlannedWorkout[];
  expect(w1).toEqual(planned('w1', 'Squat day', 150, 'Knees out'));
  expect(others).toEqual(now.workouts.slice(1));
});

test('what it replaces is kept in its turn, as that part alone', async () => {
  const chosen = plan([planned('w1', 'Squat day', 170)]);
  await keep('plan', 'p1', 4, plan([planned('w1', 'Squat day', 150)]), chosen);
  await show(chosen);
  await take('Squat day · Fri 20 November');
  page.leave();
  await show(plan([planned('w1', 'Squat day', 150)], { version: 5, name: 'Renamed since' }));
  expect(listed()).toEqual([['Squat day · Fri 20 November', 'Squat · Set 1 · weight: 150 kg → 170 kg']]);
});

test('what arrived while it was asked stands: the part is brought back into what holds by then', async () => {
  const chosen = plan([planned('w1', 'Squat day', 170)]);
  await keep('plan', 'p1', 4, plan([planned('w1', 'Squat day', 150)]), chosen);
  await show(chosen);
  await ask('Squat day · Fri 20 November');
  const since = plan([...chosen.workouts, planned('w3', 'Pull day', 60)], { version: 5 });
  await arrives(since);
  await confirm();
  expect(next().workouts).toEqual([planned('w1', 'Squat day', 150), planned('w3', 'Pull day', 60)]);
  expect(taken.mock.calls[0]?.[1]).toBe(since);
});

test('a part that stands by now is asked for no longer, nor when it could be brought back again', async () => {
  const chosen = plan([planned('w1', 'Squat day', 170), planned('w2', 'Bench day', 80)]);
  const other = plan([planned('w1', 'Squat day', 150), planned('w2', 'My bench', 80)]);
  await keep('plan', 'p1', 4, other, chosen);
  await show(chosen);
  await ask('Squat day · Fri 20 November');
  await arrives(plan([planned('w1', 'Squat day', 150), planned('w2', 'Bench day', 80)], { version: 5 }));
  await vi.waitFor(() => expect(page.text()).not.toContain('Only this is taken'));
  await arrives({ ...chosen, version: 6 });
  await vi.waitFor(() => expect(listed()).toHaveLength(2));
  expect(page.text()).not.toContain('Only this is taken');
  expect(taken).not.toHaveBeenCalled();
});

test('of the plan itself its name and day are told', async () => {
  await keep('plan', 'p1', 4, plan([], { name: 'Mine', comp_date: '2098-12-01' }), plan([]));
  await show(plan([]));
  expect(listed().map((lines) => lines.sort())).toEqual([
    ['Competition day: Fri 9 January 2099 → Mon 1 December 2098', 'Name: Nordic Open → Mine', 'The thing itself'],
  ]);
});

test('a version of an earlier build, which does not know what was taken, is compared with what stands', async () => {
  await keep('plan', 'p1', 4, plan([planned('w1', 'Mine', 170)]));
  await show(plan([planned('w1', 'Squat day', 170), planned('w2', 'Bench day', 80)]));
  expect(listed()).toEqual([
    ['Squat day · Fri 20 November', 'Title: Squat day → Mine'],
    ['Bench day · Fri 20 November', expect.stringMatching(/ → deleted$/)],
  ]);
});

test('of a done workout one exercise comes back; what was done in the others stands', async () => {
  const exercise = (name: string, weight: number): DoneExercise => ({ name, sets: [{ reps: 3, weight: kg(weight) }] });
  const workout = (version: number, ...exercises_summary: DoneExercise[]): Workout => ({
    workout_id: 'w1',
    version,
    state: 'completed',
    done: { duration_seconds: 1800, exercises_summary },
  });
  const chosen = workout(2, exercise('Squat', 71), exercise('Row', 50));
  await keep('workout', 'w1', 2, workout(2, exercise('Squat', 77), exercise('Row', 50)), chosen);
  await show(workout(3, exercise('Squat', 71), exercise('Row', 55)));
  expect(listed()).toEqual([['Squat', '1 × 3 · 71 kg → 1 × 3 · 77 kg']]);
  await take('Squat');
  expect(next().exercises_summary).toEqual([exercise('Squat', 77), exercise('Row', 55)]);
});
