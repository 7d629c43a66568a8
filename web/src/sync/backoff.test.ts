import { expect, test } from 'vitest';
import { delayAfter, isDue, retryAfterMs } from './backoff';

test('2, 4, 8, 16, 32, then 60 seconds for ever', () => {
  expect([1, 2, 3, 4, 5, 6, 7, 100].map((failures) => delayAfter(failures))).toEqual(
    [2, 4, 8, 16, 32, 60, 60, 60].map((seconds) => seconds * 1000),
  );
});

test('the server may ask for longer, but never for more than a minute', () => {
  expect(delayAfter(1, 10_000)).toBe(10_000);
  expect(delayAfter(5, 10_000)).toBe(32_000);
  expect(delayAfter(1, 3_600_000)).toBe(60_000);
});

test('Retry-After is seconds or a date', () => {
  const now = Date.parse('2026-11-21T12:00:00Z');
  expect(retryAfterMs('7', now)).toBe(7000);
  expect(retryAfterMs('Sat, 21 Nov 2026 12:00:09 GMT', now)).toBe(9000);
  expect(retryAfterMs('Sat, 21 Nov 2026 11:00:00 GMT', now)).toBe(0);
  expect(retryAfterMs('soon', now)).toBe(0);
  expect(retryAfterMs(null, now)).toBe(0);
});

test('a time far ahead was stamped by a wrong clock and is due', () => {
  expect(isDue(1000, 1000)).toBe(true);
  expect(isDue(1001, 1000)).toBe(false);
  expect(isDue(1000 + 2 * 24 * 3600 * 1000, 1000)).toBe(true);
});
