import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Lift } from '@/shared/api/contract';
import * as meet from './meet';
import { dots, ipfGl, type Sex, type Worn } from './meet-points';
import { LADDER, warmUp } from './meet-warm-up';

interface Vectors {
  attempts_each: number;
  step: number;
  record_step: number;
  heaviest: number;
  declaration_seconds: number;
  ladder: [number, number][];
  attempts: {
    taken: number[];
    best: number | null;
    lost: boolean;
    undeclared: number | null;
    declared: { grams: number; for: meet.Purpose; answer: meet.Refusal | 'ok' }[];
  }[];
  cards: (Record<Lift, number[]> & {
    answers: {
      event: meet.MeetEvent;
      total: number | null;
      bombed_out: Lift | null;
      needed: { lift: Lift; total: number; grams: number | null }[];
    }[];
  })[];
  rankings: {
    standings: meet.Standing[];
    ranks: (number | null)[];
    needed: { body: number; totals: number[] }[];
  }[];
  warm_ups: {
    opener: number;
    base: number;
    inventory: { weight: number; count: number }[];
    sets: { total: number; reps: number }[];
  }[];
  points: {
    sex: Sex;
    body: number;
    total: number;
    dots: number | null;
    ipf_gl: { equipment: Worn; event: meet.MeetEvent; points: number | null }[];
  }[];
}

const vectors: Vectors = JSON.parse(
  readFileSync(new URL('../../../../crates/science/vectors/meet.json', import.meta.url), 'utf8'),
);
/** Results write a miss as negative. */
const attempts = (signed: number[]): meet.Attempt[] =>
  signed.map((kg) => ({ grams: Math.round(Math.abs(kg) * 1000), good: kg > 0 }));

describe('the vectors that the server answers too', () => {
  test('numbers of the rules', () => {
    expect([meet.ATTEMPTS, meet.STEP, meet.RECORD_STEP, meet.HEAVIEST, meet.DECLARATION_SECONDS, LADDER]).toEqual([
      vectors.attempts_each,
      vectors.step,
      vectors.record_step,
      vectors.heaviest,
      vectors.declaration_seconds,
      vectors.ladder,
    ]);
  });
  test.each(vectors.attempts)('attempts $taken', ({ taken: signed, best, lost, undeclared, declared }) => {
    const taken = attempts(signed);
    expect([meet.bestOf(taken), meet.isLost(taken), meet.undeclared(taken)]).toEqual([best, lost, undeclared]);
    for (const { grams, for: purpose, answer } of declared)
      expect([grams, purpose, meet.refusalOf(taken, grams, purpose) ?? 'ok']).toEqual([grams, purpose, answer]);
  });
  test.each(vectors.cards)('card $squat $bench $deadlift', ({ answers, squat, bench, deadlift }) => {
    const card = { squat: attempts(squat), bench: attempts(bench), deadlift: attempts(deadlift) };
    for (const { event, total, bombed_out, needed } of answers) {
      expect([meet.totalOf(card, event), meet.bombedOut(card, event)]).toEqual([total, bombed_out]);
      for (const one of needed) expect(meet.neededFor(card, event, one.lift, one.total)).toBe(one.grams);
    }
  });
  test.each(vectors.rankings)('ranking $ranks', ({ standings, ranks, needed }) => {
    expect(meet.ranksOf(standings)).toEqual(ranks);
    for (const { body, totals } of needed) expect(meet.totalsNeeded(body, standings)).toEqual(totals);
  });
  test.each(vectors.warm_ups)('warm-up to $opener on $base', ({ opener, base, inventory, sets }) => {
    const found = warmUp(opener, { base, sides: 2 }, inventory)?.map(({ loading, reps }) => ({
      total: loading.total,
      reps,
    }));
    expect(found).toEqual(sets);
  });
  test.each(vectors.points)('points of $sex, $body kg, $total kg', ({ sex, body, total, dots: expected, ipf_gl }) => {
    const near = (points: number | null) => (points === null ? null : Math.round(points * 1e6) / 1e6);
    expect(near(dots(sex, body, total))).toBe(expected);
    for (const { equipment, event, points } of ipf_gl)
      expect(near(ipfGl(sex, equipment, event, body, total))).toBe(points);
  });
});
