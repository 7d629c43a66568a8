import { expect, test } from 'vitest';
import type { EventRow } from './database';
import { groupByRefusal, stateOf } from './queue-items';

const row = (id: string, lane: string, state: EventRow['state'] = 'waiting', needs: string[] = []) =>
  ({ client_generated_id: id, lane, state, needs, lease: 0, accepted_at: 0 }) as unknown as EventRow;
const shape = (rows: EventRow[]) =>
  [...groupByRefusal(rows)].map(([root, more]) => [root, ...more].map((each) => each.client_generated_id).join('+'));

test('a refusal and all that depends on it are one item, through other objects too', () => {
  const rows = [
    row('a', 'plan', 'refused'),
    row('b', 'plan'),
    row('c', 'workout', 'waiting', ['plan']),
    row('d', 'workout'),
    row('e', 'other'),
  ];
  expect(shape(rows)).toEqual(['a+b+c+d', 'e']);
});

test('what the server has taken stands for itself', () => {
  expect(shape([row('a', 'plan', 'refused'), row('b', 'plan', 'accepted')])).toEqual(['a', 'b']);
});

test('what came before a refusal is not part of it', () => {
  expect(shape([row('a', 'plan'), row('b', 'plan', 'refused'), row('c', 'plan')])).toEqual(['a', 'b+c']);
});

test('a row is sending while it is leased and delayed when its answer takes a minute', () => {
  expect(stateOf({ ...row('a', 'p'), lease: 2000 }, 1000)).toBe('sending');
  expect(stateOf({ ...row('a', 'p'), lease: 500 }, 1000)).toBe('queued');
  expect(stateOf({ ...row('a', 'p', 'accepted'), accepted_at: 1 }, 1000)).toBe('accepted');
  expect(stateOf({ ...row('a', 'p', 'accepted'), accepted_at: 1 }, 70_000)).toBe('delayed');
});
