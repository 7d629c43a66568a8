import { expect, test } from 'vitest';
import type { Workout } from '@/shared/api/contract';
import { inOrder } from './in-order';

const item = (workout_id: string, times: Partial<Workout>) => ({
  value: { workout_id, version: 1, state: 'completed', ...times } as Workout,
});

test('workouts of one day stand in the order in which they were begun, whatever their ids', () => {
  const items = [
    item('578', { start_timestamp: '2026-11-22T01:37:00Z' }),
    item('718', { completed_at: '2026-11-22T02:04:00Z' }),
    item('8be', { start_timestamp: '2026-11-22T01:59:00+00:00' }),
    item('eea', { start_timestamp: '2026-11-22T02:46:00+01:00' }),
  ];
  expect(inOrder(items).map(({ value }) => value.workout_id)).toEqual(['578', 'eea', '8be', '718']);
});
