import { expect, test } from 'vitest';
import type { Plan, Workout } from '@/shared/api/contract';
import { knownExercises } from './known-exercises';

const workout = (...names: string[]) =>
  ({ done: { exercises_summary: names.map((name) => ({ name, sets: [] })) } }) as unknown as Workout;
const plan = (...names: string[]) =>
  ({ workouts: [{ exercises: names.map((name) => ({ name, sets: [] })) }, {}] }) as unknown as Plan;

test('what was done comes first, the newest before, then what is planned, then what is usual; each once', () => {
  const history = [workout('Squat', 'Row'), workout('Bench press', ' squat')];
  expect(knownExercises(history, [plan('Pause bench', 'row'), plan('Dip')], ['Squat', 'Deadlift'])).toEqual([
    'Bench press',
    'squat',
    'Row',
    'Pause bench',
    'Dip',
    'Deadlift',
  ]);
});

test('before anything was done or planned there is something to pick', () => {
  expect(knownExercises([], [], ['Squat', 'Deadlift'])).toEqual(['Squat', 'Deadlift']);
});
