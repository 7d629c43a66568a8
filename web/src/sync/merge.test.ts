import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mergeFields } from './merge';
import { same } from './same';

const keyed = { workouts: { key: 'workout_id' } };
const plan = {
  name: 'Spring',
  start: '2027-01-04',
  workouts: [
    { workout_id: 'w1', date: '2027-01-04', sets: 3 },
    { workout_id: 'w2', date: '2027-01-06', sets: 3 },
  ],
};
const withWorkout = (id: string, change: object) => ({
  ...plan,
  workouts: plan.workouts.map((workout) => (workout.workout_id === id ? { ...workout, ...change } : workout)),
});

test('different fields and different workouts merge silently', () => {
  const merge = mergeFields(
    plan,
    { ...withWorkout('w1', { sets: 5 }), name: 'Mine' },
    withWorkout('w2', { sets: 4 }),
    keyed,
  );
  expect(merge.overlaps).toEqual([]);
  expect(merge.mine).toEqual(merge.theirs);
  expect(merge.mine).toMatchObject({ name: 'Mine', workouts: [{ sets: 5 }, { sets: 4 }] });
});

test('the same workout changed twice is one overlap, and the rest still merges', () => {
  const merge = mergeFields(
    plan,
    { ...withWorkout('w1', { sets: 5 }), name: 'Mine' },
    withWorkout('w1', { sets: 8 }),
    keyed,
  );
  expect(merge.overlaps).toEqual([
    {
      path: '/workouts/w1',
      base: plan.workouts[0],
      mine: { ...plan.workouts[0], sets: 5 },
      theirs: { ...plan.workouts[0], sets: 8 },
    },
  ]);
  expect(merge.mine.workouts[0]?.sets).toBe(5);
  expect(merge.theirs.workouts[0]?.sets).toBe(8);
  expect(merge.theirs.name).toBe('Mine');
});

test('added and removed workouts merge; removed here and changed there overlaps', () => {
  const mine = { ...plan, workouts: [plan.workouts[1], { workout_id: 'w3', date: '2027-01-08', sets: 1 }] };
  const silent = mergeFields(plan, mine as typeof plan, withWorkout('w2', { sets: 4 }), keyed);
  expect(silent.overlaps).toEqual([]);
  expect(silent.mine.workouts.map((workout) => workout.workout_id)).toEqual(['w2', 'w3']);
  const clash = mergeFields(plan, mine as typeof plan, withWorkout('w1', { sets: 4 }), keyed);
  expect(clash.overlaps.map((overlap) => overlap.path)).toEqual(['/workouts/w1']);
});

test('both adding different things in an absent list', () => {
  const bare = { name: 'x' } as { name: string; workouts?: { workout_id: string }[] };
  const merge = mergeFields(
    bare,
    { ...bare, workouts: [{ workout_id: 'a' }] },
    { ...bare, workouts: [{ workout_id: 'b' }] },
    keyed,
  );
  expect(merge.overlaps).toEqual([]);
  expect(merge.mine.workouts).toEqual([{ workout_id: 'b' }, { workout_id: 'a' }]);
});

const fields = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.nat({ max: 3 }));

test('an unchanged side never overlaps, and equal changes agree', () => {
  fc.assert(
    fc.property(fields, fields, (base, other) => {
      expect(mergeFields(base, base, other)).toMatchObject({ overlaps: [] });
      expect(same(mergeFields(base, base, other).mine, other)).toBe(true);
      expect(same(mergeFields(base, other, base).mine, other)).toBe(true);
      expect(mergeFields(base, other, other).overlaps).toEqual([]);
    }),
  );
});

test('without overlaps both sides of the result are equal; with them they differ only there', () => {
  fc.assert(
    fc.property(fields, fields, fields, (base, mine, theirs) => {
      const merge = mergeFields(base, mine, theirs);
      const paths = new Set(merge.overlaps.map((overlap) => overlap.path));
      for (const name of ['a', 'b', 'c']) {
        const agree = same(merge.mine[name], merge.theirs[name]);
        expect(agree).toBe(!paths.has(`/${name}`));
      }
    }),
  );
});

test('equal as JSON', () => {
  expect(same({ a: 1, b: undefined }, { b: null, a: 1 })).toBe(true);
  expect(same([1, 2], [2, 1])).toBe(false);
  expect(same([], {})).toBe(false);
  expect(same(null, undefined)).toBe(true);
  expect(same(0, null)).toBe(false);
});
