import { expect, test } from 'vitest';
import type { Gym, GymMachine, Weight } from '@/shared/api/contract';
import { usualGym } from '@/shared/training/usual-gym';
import { warmUp } from './warm-up';

const kg = (value: number): Weight => ({ value, unit: 'kg' });
const bar: GymMachine = { machine_id: 'bar', machine_type: 'barbell', start_weight: kg(20), sides: 2 };
const cellar: Gym = {
  inventory_id: 'cellar',
  name: 'Cellar',
  unit: 'kg',
  machines: [bar],
  plates: [
    { weight: kg(25), pairs: 1 },
    { weight: kg(10), pairs: 2 },
    { weight: kg(5), pairs: 1 },
    { weight: kg(2.5), pairs: 1 },
  ],
};
const stepsOf = (gym: Gym, firstSet: Weight) =>
  warmUp(gym, bar, firstSet).map(({ load, reps }) => [
    load.total.value,
    reps,
    load.perSide.map(({ value }) => value).join('·'),
  ]);

test('it climbs from the empty bar to the first set and stays below it', () => {
  const totals = (weight: number) => stepsOf(usualGym('kg'), kg(weight)).map(([total]) => total);
  expect(totals(182.5)).toEqual([20, 72.5, 100, 127.5, 150, 167.5]);
  expect(totals(20)).toEqual([]);
  expect(totals(42.5)).toEqual([20, 22.5, 30, 35, 40]);
});

test('every weight is one that this gym can load, and the plates make it up', () => {
  expect(stepsOf(cellar, kg(82.5))).toEqual([
    [20, 8, ''],
    [35, 5, '5·2.5'],
    [45, 4, '10·2.5'],
    [60, 3, '10·10'],
    [70, 2, '25'],
    [75, 1, '25·2.5'],
  ]);
});

test('a first set in pounds is climbed to with the kilograms of the gym', () => {
  const steps = warmUp(cellar, bar, { value: 185, unit: 'lb' });
  expect(steps.length).toBeGreaterThan(3);
  expect(steps.every(({ load }) => load.total.unit === 'kg' && load.total.value % 5 === 0)).toBe(true);
});
