import { describe, expect, test } from 'vitest';
import type { Gym, GymMachine, Weight } from '@/shared/api/contract';
import { grouped, loadIn, nearestOf, nextLoad } from './gym-loading';
import { usualGym, usualMachine } from './usual-gym';

const kg = (value: number): Weight => ({ value, unit: 'kg' });
const lb = (value: number): Weight => ({ value, unit: 'lb' });
const values = (plates: Weight[] | undefined) => plates?.map(({ value }) => value);

const bar: GymMachine = { machine_id: 'bar', machine_type: 'barbell', start_weight: kg(20), sides: 2 };
const cellar: Gym = {
  inventory_id: 'cellar',
  name: 'Cellar',
  unit: 'kg',
  machines: [bar],
  plates: [
    { weight: kg(25), pairs: 1 },
    { weight: kg(15), pairs: 2 },
    { weight: kg(1.25), pairs: 1 },
  ],
};

test('exact from what is there, where taking the heaviest first finds nothing', () => {
  const loaded = loadIn(cellar, bar, kg(80));
  expect(loaded).toEqual({ exact: { total: kg(80), perSide: [kg(15), kg(15)], off: 0 } });
});

test('no exact load: what is nearest below and above, and by how much', () => {
  const loaded = loadIn(cellar, bar, kg(76));
  if (!loaded || loaded.exact) throw new Error('76 cannot be loaded');
  expect([loaded.below?.total.value, loaded.below?.off]).toEqual([72.5, 3.5]);
  expect([loaded.above?.total.value, loaded.above?.off]).toEqual([80, 4]);
  expect(nearestOf(loaded)?.total.value).toBe(72.5);
});

test('lighter than the bar, and heavier than all there is', () => {
  expect(loadIn(cellar, bar, kg(15))).toMatchObject({
    exact: null,
    below: null,
    above: { total: kg(20), perSide: [] },
  });
  expect(loadIn(cellar, bar, kg(300))).toMatchObject({ exact: null, below: { total: kg(132.5) }, above: null });
});

describe('plates of the other unit', () => {
  const mixed: Gym = { ...cellar, plates: [{ weight: lb(45), pairs: 2 }] };

  test('are loaded by what they weigh, and named as they are marked', () => {
    const loaded = loadIn(mixed, bar, kg(60.824));
    expect(loaded).toEqual({ exact: { total: kg(60.824), perSide: [lb(45)], off: 0 } });
  });
  test('a target in pounds is loaded in the kilograms of the gym', () => {
    const loaded = loadIn(cellar, bar, lb(225));
    if (!loaded || loaded.exact) throw new Error('225 lb is 102.058 kg');
    expect([loaded.below?.total, loaded.above?.total]).toEqual([kg(100), kg(102.5)]);
  });
});

test('on one side a pair is two plates', () => {
  const landmine: GymMachine = { ...bar, sides: 1 };
  expect(values(nearestOf(loadIn(cellar, landmine, kg(70)))?.perSide)).toEqual([25, 25]);
});

test('a stack takes its own plates, not those of the gym', () => {
  const cable = usualMachine('cable', 'kg', 'cable');
  const loaded = nearestOf(loadIn(cellar, cable, kg(50)));
  expect([loaded?.total.value, loaded?.perSide.length]).toEqual([50, 9]);
});

test('plus and minus go to what can be loaded next', () => {
  expect(nextLoad(cellar, bar, kg(50), true)?.total.value).toBe(52.5);
  expect(nextLoad(cellar, bar, kg(50), false)?.total.value).toBe(22.5);
  expect(nextLoad(cellar, bar, kg(20), false)).toBeNull();
  expect(nextLoad(cellar, bar, kg(132.5), true)).toBeNull();
});

test('the usual gym loads what meets ask for, with the plates of the picture', () => {
  const gym = usualGym('kg');
  expect(values(nearestOf(loadIn(gym, usualMachine('barbell', 'kg', 'b'), kg(182.5)))?.perSide)).toEqual([
    25, 25, 25, 5, 1.25,
  ]);
  const pounds = usualGym('lb');
  expect(values(nearestOf(loadIn(pounds, usualMachine('barbell', 'lb', 'b'), lb(315)))?.perSide)).toEqual([45, 45, 45]);
});

test('equal plates are told together', () => {
  expect(grouped([kg(25), kg(25), kg(5)])).toEqual([
    { weight: kg(25), count: 2 },
    { weight: kg(5), count: 1 },
  ]);
});
