import { expect, test } from 'vitest';
import { warmUp } from './warm-up';

test('it climbs to the first set and stays below it', () => {
  const steps = warmUp(182.5, 'kg', 20).map((step) => step.weight);
  expect(steps).toEqual([20, 72.5, 100, 127.5, 150, 167.5]);
  expect(warmUp(20, 'kg', 20)).toEqual([]);
  expect(warmUp(42.5, 'kg', 20).every((step, at, all) => at === 0 || step.weight > (all[at - 1]?.weight ?? 0))).toBe(
    true,
  );
});
