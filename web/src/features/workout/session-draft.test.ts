import { expect, test } from 'vitest';
import type { PlannedWorkout, Workout } from '@/shared/api/contract';
import { addSet, currentSet, fromPlan, lastTime, suggestedWeight, tick, toDone, totals, untick } from './session-draft';

const kg = (value: number) => ({ value, unit: 'kg' as const });
const start = '2026-11-21T17:00:00.000Z';
const planned: PlannedWorkout = {
  workout_id: 'w',
  date: '2026-11-21',
  title: 'Squat, heavy',
  exercises: [
    { name: 'Squat', sets: [1, 2, 3].map(() => ({ reps: 3, weight: kg(182.5), rest_seconds: 180 })) },
    { name: 'Row', sets: [{ reps: 10, rir: 2 }] },
  ],
};
const workout = (workout_id: string, value: number): Workout => ({
  workout_id,
  version: 1,
  state: 'completed',
  done: { duration_seconds: 60, exercises_summary: [{ name: 'squat ', sets: [{ reps: 3, weight: kg(value) }] }] },
});

test('a set that goes as planned is one tick, and the rest runs to a point in time', () => {
  const draft = fromPlan(planned, 'p', start);
  expect(currentSet(draft.exercises[0])).toBe(0);
  const at = Date.parse(start) + 60_000;
  const ticked = tick(draft, 0, 0, { weight: kg(182.5), reps: 3 }, at);
  expect(ticked.rest).toEqual({ ends_at: at + 180_000, total: 180 });
  expect(currentSet(ticked.exercises[0])).toBe(1);
  expect(currentSet(untick(ticked, 0, 0).exercises[0])).toBe(0);
  expect(draft.exercises[0]?.sets[0]?.done_at).toBeUndefined();
});

test('only ticked sets are handed in, exercises without any are left out', () => {
  let draft = fromPlan(planned, 'p', start);
  draft = tick(draft, 0, 0, { weight: kg(182.5), reps: 3 }, Date.parse(start) + 60_000);
  const done = toDone(draft, Date.parse(start) + 3_600_000);
  expect(done).toMatchObject({ workout_id: 'w', plan_id: 'p', duration_seconds: 3600 });
  expect(done.exercises_summary).toEqual([
    { name: 'Squat', sets: [{ reps: 3, weight: kg(182.5), completed_at: '2026-11-21T17:01:00.000Z' }] },
  ]);
  expect(done).not.toHaveProperty('notes');
});

test('totals are of what was done', () => {
  let draft = fromPlan(planned, undefined, start);
  draft = tick(draft, 0, 0, { weight: kg(100), reps: 3 }, 0);
  draft = tick(draft, 0, 1, { weight: kg(100), reps: 2 }, 0);
  expect(totals(draft, 'kg')).toEqual({ done: 2, undone: 2, volume: 500 });
});

test('last time is the newest finished workout with the exercise, and not this one', () => {
  const all = [workout('a', 170), workout('b', 177.5), workout('w', 999)];
  expect(lastTime(all, 'Squat', 'w')?.sets[0]?.weight.value).toBe(177.5);
  expect(lastTime(all, 'Bench press', 'w')).toBeNull();
});

test('a weight once typed carries on to the next set; before that last time helps', () => {
  const row = { name: 'Row', sets: [{ weight: kg(80), reps: 10 }, {}, {}] };
  expect(suggestedWeight(row, 2, null, 'kg')).toEqual(kg(80));
  const squat = { name: 'Squat', sets: [{}] };
  expect(suggestedWeight(squat, 0, lastTime([workout('a', 170)], 'Squat', 'w'), 'kg')).toEqual(kg(170));
  expect(suggestedWeight(squat, 0, null, 'kg')).toBeUndefined();
});

test('planned in kilograms and lifted in pounds, a set asks for what can be loaded; what was done is never rounded', () => {
  const done = { weight: kg(145), reps: 3, done_at: start };
  const squat = { name: 'Squat', sets: [done, { weight: kg(145), reps: 3 }, { weight: kg(61.25), reps: 3 }] };
  expect(suggestedWeight(squat, 0, null, 'lb')).toEqual(kg(145));
  expect(suggestedWeight(squat, 1, null, 'lb')).toEqual({ value: 320, unit: 'lb' });
  expect(suggestedWeight(squat, 2, null, 'kg')).toEqual(kg(61.25));
});

test('an added set is like the one before, not ticked', () => {
  const more = addSet({ name: 'Squat', sets: [{ weight: kg(100), reps: 5, done_at: start }] });
  expect(more.sets).toHaveLength(2);
  expect(more.sets[1]).toEqual({ planned: undefined, weight: kg(100), reps: 5 });
});
