import { expect, test } from 'vitest';
import { isDoubleTap } from './use-tick';

const tap = (key: string, at: number) => ({ key, at });

test('a finger that bounces on a tick does not take it back', () => {
  expect(isDoubleTap(null, tap('0/1', 1000))).toBe(false);
  expect(isDoubleTap(tap('0/1', 1000), tap('0/1', 1400))).toBe(true);
  expect(isDoubleTap(tap('0/1', 1000), tap('0/1', 1600))).toBe(false);
});

test('quick taps on different sets all count', () => {
  expect(isDoubleTap(tap('0/1', 1000), tap('0/2', 1100))).toBe(false);
  expect(isDoubleTap(tap('0/1', 1000), tap('1/1', 1100))).toBe(false);
});
