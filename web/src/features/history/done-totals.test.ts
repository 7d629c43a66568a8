import { expect, test } from 'vitest';
import { doneTotals, matches, topSet } from './done-totals';

const kg = (value: number, reps: number) => ({ weight: { value, unit: 'kg' as const }, reps });

test('volume counts weights of both units', () => {
  const squat = { name: 'Squat', sets: [kg(100, 5), { weight: { value: 100, unit: 'lb' as const }, reps: 1 }] };
  expect(doneTotals([squat], 'kg')).toEqual({ sets: 2, volume: 545.4 });
});

test('the top set is the heaviest, then the longest', () => {
  expect(topSet({ name: 'Squat', sets: [kg(100, 3), kg(100, 5), kg(90, 8)] })).toEqual(kg(100, 5));
  expect(topSet({ name: 'Squat', sets: [] })).toBeNull();
});

test('search looks at exercises, notes and title, in any case', () => {
  const exercises = [{ name: 'Pause bench', sets: [] }];
  expect(matches(exercises, 'belt felt tight', 'Bench, heavy', 'BELT')).toBe(true);
  expect(matches(exercises, undefined, 'Bench, heavy', 'squat')).toBe(false);
});
