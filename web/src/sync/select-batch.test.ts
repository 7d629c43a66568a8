import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MAX_BATCH_BYTES, nextDue, selectBatch } from './select-batch';

const row = (seq: number, lane: string, change: Partial<Parameters<typeof selectBatch>[0][number]> = {}) => ({
  seq,
  lane,
  needs: [] as string[],
  state: 'waiting' as 'waiting' | 'accepted' | 'refused',
  lease: 0,
  nextRetryAt: 0,
  bytes: 100,
  ...change,
});
const limits = { now: 1000, maxEvents: 100, force: false };
const seqs = (rows: { seq: number }[]) => rows.map(({ seq }) => seq);

test('rows of one lane go in order, and none overtakes one that cannot go', () => {
  const rows = [row(1, 'a', { nextRetryAt: 5000 }), row(2, 'b'), row(3, 'a'), row(4, 'b')];
  expect(seqs(selectBatch(rows, limits))).toEqual([2, 4]);
  expect(seqs(selectBatch(rows, { ...limits, force: true }))).toEqual([1, 2, 3, 4]);
});

test('a refused row holds its lane and what needs it, an accepted one does not', () => {
  const rows = [
    row(1, 'plan', { state: 'refused' }),
    row(2, 'plan'),
    row(3, 'workout', { needs: ['plan'] }),
    row(4, 'workout'),
    row(5, 'other', { state: 'accepted' }),
    row(6, 'other'),
  ];
  expect(seqs(selectBatch(rows, { ...limits, force: true }))).toEqual([6]);
});

test('what is needed goes in an earlier batch', () => {
  const rows = [row(1, 'plan'), row(2, 'workout', { needs: ['plan'] }), row(3, 'other')];
  expect(seqs(selectBatch(rows, limits))).toEqual([1, 3]);
});

test('a leased row is somebody else’s, even when forced', () => {
  const rows = [row(1, 'a', { lease: 2000 }), row(2, 'a'), row(3, 'b')];
  expect(seqs(selectBatch(rows, { ...limits, force: true }))).toEqual([3]);
});

test('a batch is bounded in number and bytes, but one row always goes', () => {
  const many = Array.from({ length: 150 }, (_, seq) => row(seq, `l${seq}`));
  expect(selectBatch(many, limits)).toHaveLength(100);
  const big = [row(1, 'a', { bytes: MAX_BATCH_BYTES * 2 }), row(2, 'b')];
  expect(seqs(selectBatch(big, limits))).toEqual([1]);
});

test('whatever the queue, each lane’s chosen rows are a prefix of its unsent ones', () => {
  const any = fc.record({
    lane: fc.constantFrom('a', 'b', 'c'),
    needs: fc.subarray(['a', 'b']),
    state: fc.constantFrom('waiting' as const, 'accepted' as const, 'refused' as const),
    lease: fc.constantFrom(0, 0, 0, 2000),
    nextRetryAt: fc.constantFrom(0, 0, 5000),
  });
  fc.assert(
    fc.property(fc.array(any, { maxLength: 12 }), fc.boolean(), (made, force) => {
      const rows = made.map((fields, seq) => row(seq, fields.lane, fields));
      const chosen = new Set(selectBatch(rows, { ...limits, force }));
      for (const lane of ['a', 'b', 'c']) {
        const unsent = rows.filter((each) => each.lane === lane && each.state !== 'accepted');
        const there = unsent.map((each) => chosen.has(each));
        expect(there.lastIndexOf(true)).toBeLessThan(there.indexOf(false) < 0 ? there.length : there.indexOf(false));
      }
    }),
  );
});

test('the next look is at the earliest time to come', () => {
  const rows = [row(1, 'a', { nextRetryAt: 900 }), row(2, 'a', { nextRetryAt: 4000 }), row(3, 'b', { lease: 3000 })];
  expect(nextDue(rows, 1000)).toBe(3000);
  expect(nextDue([row(1, 'a', { state: 'refused', nextRetryAt: 4000 })], 1000)).toBe(Number.POSITIVE_INFINITY);
});
