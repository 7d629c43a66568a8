import { expect, test } from 'vitest';
import { minutesInZones, withZone } from './zone-minutes';

const intervals = [
  { zone: 2, seconds: 1200 },
  { zone: 4, seconds: 480 },
  { zone: 2, seconds: 600 },
];

test('a zone that comes again is added up', () => {
  expect([...minutesInZones(intervals)]).toEqual([
    [2, 30],
    [4, 8],
  ]);
});

test('a new time stands for all of that zone, the others stay; no time takes it out', () => {
  expect(withZone(intervals, 2, 40)).toEqual([
    { zone: 2, seconds: 2400 },
    { zone: 4, seconds: 480 },
  ]);
  expect(withZone(intervals, 4, undefined)).toEqual([intervals[0], intervals[2]]);
  expect(withZone(undefined, 3, 10)).toEqual([{ zone: 3, seconds: 600 }]);
});
