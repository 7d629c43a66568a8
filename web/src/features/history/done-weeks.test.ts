import { expect, test } from 'vitest';
import type { Workout } from '@/shared/api/contract';
import { doneWeeks } from './done-weeks';

const workout = (day: string, sets: number): Workout => ({
  workout_id: day,
  version: 1,
  state: 'completed',
  start_timestamp: `${day}T12:00:00Z`,
  done: {
    duration_seconds: 60,
    exercises_summary: [
      { name: 'Squat', sets: Array.from({ length: sets }, () => ({ reps: 5, weight: { value: 100, unit: 'kg' } })) },
    ],
  },
});

test('sets and weight by week, this week last; a week off is a zero, before the first workout is a gap', () => {
  const done = [workout('2026-11-21', 2), workout('2026-11-16', 3), workout('2026-11-04', 1), workout('2026-01-01', 9)];
  const weeks = doneWeeks(done.slice(0, 3), '2026-11-21', 4, 'kg');
  expect(weeks.map(({ monday, sets, volume, known }) => [monday, sets, volume, known])).toEqual([
    ['2026-10-26', 0, 0, false],
    ['2026-11-02', 1, 500, true],
    ['2026-11-09', 0, 0, true],
    ['2026-11-16', 5, 2500, true],
  ]);
  expect(doneWeeks(done, '2026-11-21', 4, 'kg')[0]?.known).toBe(true);
});
