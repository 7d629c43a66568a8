import { expect, test } from 'vitest';
import { expandGroups, groupSets } from './set-groups';

const three = { reps: 3, weight: { value: 182.5, unit: 'kg' as const }, percent_1rm: 82 };

test('equal sets are one line, and come back as they were', () => {
  const sets = [three, three, { ...three, reps: 1 }, three];
  const groups = groupSets(sets);
  expect(groups.map((group) => group.count)).toEqual([2, 1, 1]);
  expect(expandGroups(groups)).toEqual(sets);
});

test('no more sets than one exercise may have', () => {
  expect(expandGroups([{ count: 99, set: three }])).toHaveLength(40);
});
