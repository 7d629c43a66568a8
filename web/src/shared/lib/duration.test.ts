import { expect, test } from 'vitest';
import { formatClock, restState } from './duration';

test('clocks', () => {
  expect(formatClock(112)).toBe('1:52');
  expect(formatClock(42)).toBe('0:42');
  expect(formatClock(3909)).toBe('1:05:09');
  expect(formatClock(-3)).toBe('0:00');
});

test('a rest counts down, then says by how much it is over', () => {
  const end = 1_000_000;
  expect(restState(end, 180, end - 112_000)).toEqual({ over: false, seconds: 112, fraction: 112 / 180 });
  expect(restState(end, 180, end + 42_300)).toEqual({ over: true, seconds: 42, fraction: 0 });
  expect(restState(end, 180, end)).toMatchObject({ over: false, seconds: 0 });
  // The page looks once a second, so its time may be a moment before the rest began.
  expect(restState(end, 180, end - 180_900)).toMatchObject({ over: false, seconds: 180, fraction: 1 });
});
