import { expect, test } from 'vitest';
import { convert, formatNumber, inUnit, nextLoadable, parseNumber, toLift, toLoadable } from './units';

test('a pound is 0.45359237 kg', () => {
  expect(convert({ value: 100, unit: 'lb' }, 'kg')).toBeCloseTo(45.359237, 9);
  expect(convert({ value: 45.359237, unit: 'kg' }, 'lb')).toBeCloseTo(100, 9);
});

test('a weight in its own unit is not touched', () => {
  expect(inUnit({ value: 61.25, unit: 'kg' }, 'kg')).toBe(61.25);
  expect(inUnit({ value: 100, unit: 'kg' }, 'lb')).toBe(220.5);
});

test('loadable weights end on the smallest pair of plates', () => {
  expect(toLoadable(181.3, 'kg')).toBe(182.5);
  expect(toLoadable(402, 'lb')).toBe(400);
});

test('a weight to lift that was said in the other unit can be loaded in this one', () => {
  expect(toLift({ value: 145, unit: 'kg' }, 'lb')).toEqual({ value: 320, unit: 'lb' });
  expect(toLift({ value: 225, unit: 'lb' }, 'kg')).toEqual({ value: 102.5, unit: 'kg' });
  expect(toLift({ value: 61.25, unit: 'kg' }, 'kg')).toEqual({ value: 61.25, unit: 'kg' });
  // Lighter than half a step is not nothing.
  expect(toLift({ value: 1, unit: 'kg' }, 'lb')).toEqual({ value: 2.2, unit: 'lb' });
});

test.each([
  [319.7, 'lb', 320, 315],
  [320, 'lb', 325, 315],
  [101, 'kg', 102.5, 100],
  [2.5, 'kg', 5, 0],
  [0, 'kg', 2.5, 0],
] as const)('from %d %s plus and minus go to the next step', (value, unit, above, below) => {
  expect(nextLoadable(value, unit, true)).toBe(above);
  expect(nextLoadable(value, unit, false)).toBe(below);
});

test('both decimal signs are read, nonsense is not', () => {
  expect(parseNumber('182,5')).toBe(182.5);
  expect(parseNumber(' 182.5 ')).toBe(182.5);
  expect(parseNumber('')).toBeNull();
  expect(parseNumber('-5')).toBeNull();
  expect(parseNumber('1e3')).toBeNull();
});

test('numbers follow the language', () => {
  expect(formatNumber(182.5, 'de')).toBe('182,5');
  expect(formatNumber(182.5, 'en')).toBe('182.5');
});
