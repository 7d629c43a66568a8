// What the tests of cards ask about, and how they read the answer.
import type { PlannedSet } from '@/shared/api/contract';

export const kg = (value: number) => ({ value, unit: 'kg' as const });
export const workout = (sets: PlannedSet[], name = 'Squat') => ({
  workout_id: 'w1',
  date: '2026-11-23',
  title: 'Squat day',
  exercises: [{ name, sets }],
});
export const overlap = (mine: unknown, theirs: unknown, base: unknown = mine) => ({
  overlaps: [{ path: '/workouts/w1', base, mine, theirs }],
  mine: { name: 'Nordic Open' },
  theirs: { name: 'Nordic Open' },
});
export const lines = () =>
  [...document.querySelectorAll('li')].map((one) => one.textContent?.replaceAll('\u00a0', ' '));
export const told = () =>
  [...document.querySelectorAll('tbody tr')].map((row) => row.textContent?.replaceAll('\u00a0', ' '));
