import { expect, test } from 'vitest';
import { warmUpTimes } from './warm-up-times';

test('the last warm-up is six minutes before the flight, each other four minutes sooner', () => {
  expect(warmUpTimes('10:00', 3)).toEqual(['09:46', '09:50', '09:54']);
});

test('a flight just after midnight is warmed up for before it', () => {
  expect(warmUpTimes('00:05', 2)).toEqual(['23:55', '23:59']);
});
