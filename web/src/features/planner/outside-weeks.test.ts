import { expect, test } from 'vitest';
import type { Plan } from '@/shared/api/contract';
import { planWeeks } from '@/shared/training/plan-weeks';
import { outsideWeeks } from './outside-weeks';

const on = (workout_id: string, date: string) => ({ workout_id, date, exercises: [] });
const plan = (dates: Record<string, string>): Plan => ({
  plan_id: 'p1',
  version: 1,
  start_date: '2026-11-25',
  comp_date: '2026-12-09',
  time_zone: 'UTC',
  training_days_per_week: 3,
  workouts: Object.entries(dates).map(([id, date]) => on(id, date)),
});
const outside = (dates: Record<string, string>, doneOn = new Map<string, string>()) =>
  outsideWeeks(plan(dates), planWeeks(plan(dates), '2026-11-26', doneOn), doneOn).map(
    ({ workout }) => workout.workout_id,
  );

test('what stands before the first week or after the last is found, in order', () => {
  expect(outside({ late: '2026-12-14', in: '2026-11-30', early: '2026-11-22' })).toEqual(['early', 'late']);
});

test('the days of the first week before the plan begins are in a week', () => {
  expect(outside({ monday: '2026-11-23', last: '2026-12-13' })).toEqual([]);
});

test('one done before the plan began stands where it was planned', () => {
  expect(outside({ in: '2026-11-30' }, new Map([['in', '2026-11-01']]))).toEqual([]);
});
