import { expect, test } from 'vitest';
import { platesFor } from './plates';

test('the picture: 182.5 kg is 25 25 25 5 1.25 a side', () => {
  expect(platesFor(182.5, 'kg')).toEqual({ perSide: [25, 25, 25, 5, 1.25], missing: 0 });
});

test('the empty bar, less than the bar, and what cannot be loaded', () => {
  expect(platesFor(20, 'kg')).toEqual({ perSide: [], missing: 0 });
  expect(platesFor(15, 'kg')).toBeNull();
  expect(platesFor(101, 'kg')).toEqual({ perSide: [25, 15], missing: 1 });
});

test('pounds', () => {
  expect(platesFor(315, 'lb')).toEqual({ perSide: [45, 45, 45], missing: 0 });
});
