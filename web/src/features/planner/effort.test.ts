import { expect, test } from 'vitest';
import { effortIn, saidIn } from './effort';

test('RPE 8 is two in reserve, both ways, and never both at once', () => {
  const two = { reps: 3, rir: 2 };
  expect(saidIn(two, 'rpe')).toEqual({ reps: 3, rpe: 8 });
  expect(saidIn({ reps: 3, rpe: 8 }, 'rir')).toEqual(two);
  expect(saidIn(two, 'rir')).toEqual(two);
  expect(saidIn({ reps: 3 }, 'rir')).toEqual({ reps: 3 });
  expect(effortIn(two, 'rpe')).toBe(8);
  expect(effortIn({ reps: 3, rir: 10 }, 'rpe')).toBe(1);
});
