import { expect, test } from 'vitest';
import { convert, formatNumber, inUnit, parseNumber, toLoadable } from './units';

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
