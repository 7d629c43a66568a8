import { expect, test } from 'vitest';
import type { PlannedExercise, PlannedWorkout } from '@/shared/api/contract';
import { mergePlan } from './merge-plan';

const kg = (value: number) => ({ reps: 5, weight: { value, unit: 'kg' as const } });
const exercise = (name: string, value: number): PlannedExercise => ({ name, sets: [kg(value)] });
const squat: PlannedWorkout = {
  workout_id: 'w1',
  date: '2027-01-04',
  title: 'Squat day',
  exercises: [exercise('Squat', 100), exercise('Row', 60)],
};
const bench: PlannedWorkout = { workout_id: 'w2', date: '2027-01-06', exercises: [exercise('Bench press', 80)] };
const plan = (first: Partial<PlannedWorkout> = {}, second: Partial<PlannedWorkout> = {}, name = 'Open') => ({
  plan_id: 'p',
  name,
  workouts: [
    { ...squat, ...first },
    { ...bench, ...second },
  ],
});
type Merged = ReturnType<typeof plan>;
const merge = (mine: object, theirs: object, base: object = plan()) =>
  mergePlan({ ...base }, { ...mine }, { ...theirs });
const first = (data: unknown) => (data as Merged).workouts[0] as PlannedWorkout;

test('a title from one and a note from the other both stand, nobody is asked', () => {
  const { overlaps, mine } = merge(plan({ title: 'Heavy' }), plan({ notes: 'Knees out' }));
  expect(overlaps).toEqual([]);
  expect(mine).toEqual(plan({ title: 'Heavy', notes: 'Knees out' }));
});

test('different exercises of one workout both stand, and so does what each added', () => {
  const mine = plan({ exercises: [exercise('Squat', 110), exercise('Row', 60), exercise('Curl', 20)] });
  const theirs = plan({ exercises: [exercise('Squat', 100), exercise('Row', 65), exercise('Dip', 10)] });
  const merged = merge(mine, theirs);
  expect(merged.overlaps).toEqual([]);
  expect(first(merged.mine).exercises).toEqual([
    exercise('Squat', 110),
    exercise('Row', 65),
    exercise('Dip', 10),
    exercise('Curl', 20),
  ]);
});

test('a workout that both changed is one question, about that alone which both changed', () => {
  const mine = plan({ title: 'Heavy', exercises: [exercise('Squat', 110), exercise('Row', 70)] });
  const theirs = plan({ notes: 'Knees out', exercises: [exercise('Squat', 120), exercise('Row', 60)] });
  const merged = merge(mine, theirs);
  const standing = { ...squat, title: 'Heavy', notes: 'Knees out' };
  expect(merged.overlaps.map(({ path }) => path)).toEqual(['/workouts/w1']);
  expect(first(merged.mine)).toEqual({ ...standing, exercises: [exercise('Squat', 110), exercise('Row', 70)] });
  expect(first(merged.theirs)).toEqual({ ...standing, exercises: [exercise('Squat', 120), exercise('Row', 70)] });
  expect(merged.taken.map(({ path, side }) => `${side} ${path}`)).toEqual([
    'mine /workouts/w1/title',
    'mine /workouts/w1/exercises/Row/sets',
    'theirs /workouts/w1/notes',
  ]);
});

test('each workout and the head of the plan is answered for itself', () => {
  const mine = plan({ title: 'Mine' }, { title: 'My bench' }, 'My name');
  const theirs = plan({ title: 'Theirs' }, { title: 'Their bench' }, 'Their name');
  const merged = merge(mine, theirs);
  expect(merged.overlaps.map(({ path }) => path)).toEqual(['/name', '/workouts/w1', '/workouts/w2']);
  const picked = merged.pick((path) => (path === '/workouts/w2' ? 'theirs' : 'mine'));
  expect(picked).toEqual(plan({ title: 'Mine' }, { title: 'Their bench' }, 'My name'));
});

test('the order that one of them changed stands', () => {
  const turned = plan({ exercises: [exercise('Row', 60), exercise('Squat', 100)] });
  const heavier = plan({ exercises: [exercise('Squat', 110), exercise('Row', 60)] });
  for (const merged of [merge(turned, heavier), merge(heavier, turned)]) {
    expect(merged.overlaps).toEqual([]);
    expect(first(merged.mine).exercises).toEqual([exercise('Row', 60), exercise('Squat', 110)]);
  }
});

test.each<[string, PlannedExercise[], PlannedExercise[]]>([
  ['renamed', [exercise('Front squat', 100), exercise('Row', 60)], [exercise('Squat', 110), exercise('Row', 60)]],
  ['there twice', [exercise('Squat', 100), exercise('Squat', 80)], [exercise('Squat', 110), exercise('Row', 60)]],
])('an exercise that is %s leaves the exercises of that workout one thing', (_, mine, theirs) => {
  const merged = merge(plan({ exercises: mine }), plan({ exercises: theirs }));
  expect(merged.overlaps.map(({ path }) => path)).toEqual(['/workouts/w1']);
  expect(first(merged.mine).exercises).toEqual(mine);
  expect(first(merged.theirs).exercises).toEqual(theirs);
});

test('a workout that is gone on one side and changed on the other is asked about whole', () => {
  const { overlaps } = merge({ ...plan(), workouts: [bench] }, plan({ title: 'Changed' }));
  expect(overlaps).toEqual([
    { path: '/workouts/w1', base: squat, mine: undefined, theirs: { ...squat, title: 'Changed' } },
  ]);
});
