import { expect, test } from 'vitest';
import { moved, withoutWorkout, withWorkout } from './plan-changes';

const workout = { workout_id: 'w', date: '2026-12-01' };
const plan = {
  plan_id: 'p',
  version: 1,
  start_date: '2026-11-21',
  comp_date: '2027-01-09',
  time_zone: 'UTC',
  training_days_per_week: 3,
  workouts: [workout],
};

test('a moved workout remembers where it first stood, until it is back there', () => {
  const once = moved(workout, '2026-12-02');
  expect(once).toEqual({ workout_id: 'w', date: '2026-12-02', original_date: '2026-12-01' });
  expect(moved(once, '2026-12-03').original_date).toBe('2026-12-01');
  expect(moved(once, '2026-12-01')).toEqual(workout);
});

test('a workout is put in its own place, a new one is added, one is taken away', () => {
  expect(withWorkout(plan, { ...workout, title: 'Squat' }).workouts).toEqual([{ ...workout, title: 'Squat' }]);
  expect(withWorkout(plan, { workout_id: 'x', date: '2026-12-05' }).workouts).toHaveLength(2);
  expect(withoutWorkout(plan, 'w').workouts).toEqual([]);
  expect(plan.workouts).toEqual([workout]);
});
