// Attempts, totals and ranks: the rules of crates/science/src/meet, which answers the same vectors
// (crates/science/vectors/meet.json). Weights are whole grams, so that equal totals are equal.
import type { Lift } from '@/shared/api/contract';

export const ATTEMPTS = 3;
/** What attempts are multiples of, in grams. */
export const STEP = 2_500;
/** What attempts at a record are multiples of. */
export const RECORD_STEP = 500;
/** No declaration is heavier: a tonne is a slip of the pen. */
export const HEAVIEST = 1_000_000;
/** A lifter has this long to declare the next attempt, from the lights of the last. */
export const DECLARATION_SECONDS = 60;

export interface Attempt {
  grams: number;
  good: boolean;
}

export type Purpose = 'total' | 'record';
export type Refusal = 'none_left' | 'not_a_step' | 'lowered' | 'not_heavier' | 'too_heavy';
export type MeetEvent = 'full_power' | 'bench_only';
/** The attempts of one lifter at one meet, in the order they were taken. */
export type Card = Record<Lift, Attempt[]>;

/** In the order of the day. */
export const LIFTS_OF: Record<MeetEvent, Lift[]> = {
  full_power: ['squat', 'bench', 'deadlift'],
  bench_only: ['bench'],
};

/** The heaviest good attempt; null without one. */
export function bestOf(taken: Attempt[]): number | null {
  const good = taken.filter((attempt) => attempt.good).map(({ grams }) => grams);
  return good.length > 0 ? Math.max(...good) : null;
}

/** Three attempts and none of them good. */
export const isLost = (taken: Attempt[]): boolean => taken.length === ATTEMPTS && bestOf(taken) === null;

/**
 * Why `grams` may not be the next attempt; null if it may. A missed weight may be tried again whatever it is a multiple
 * of; a good lift is followed by a heavier one.
 */
export function refusalOf(taken: Attempt[], grams: number, purpose: Purpose): Refusal | null {
  if (taken.length >= ATTEMPTS) return 'none_left';
  const last = taken.at(-1);
  const again = last !== undefined && !last.good && last.grams === grams;
  if (grams > HEAVIEST) return 'too_heavy';
  if (grams === 0 || (grams % (purpose === 'total' ? STEP : RECORD_STEP) !== 0 && !again)) return 'not_a_step';
  if (last && !last.good && grams < last.grams) return 'lowered';
  return last?.good && grams <= last.grams ? 'not_heavier' : null;
}

/**
 * The next attempt of who has not declared within a minute: the same weight after a miss, the next step after a good
 * lift. null for the first attempt, which is declared at the weigh-in, and after the third.
 */
export function undeclared(taken: Attempt[]): number | null {
  const last = taken.at(-1);
  if (!last || taken.length >= ATTEMPTS) return null;
  return last.good ? nextStep(last.grams) : last.grams;
}

const nextStep = (grams: number): number => (Math.floor(grams / STEP) + 1) * STEP;
const stepFrom = (grams: number): number => Math.ceil(grams / STEP) * STEP;

const sumOf = (bests: (number | null)[]): number | null =>
  bests.reduce((sum: number | null, best) => (sum === null || best === null ? null : sum + best), 0);

/** The best good attempts together; null until every lift of the event has one. */
export const totalOf = (card: Card, event: MeetEvent): number | null =>
  sumOf(LIFTS_OF[event].map((lift) => bestOf(card[lift])));

/** The lift that was lost by three misses, which ends the meet. */
export const bombedOut = (card: Card, event: MeetEvent): Lift | null =>
  LIFTS_OF[event].find((lift) => isLost(card[lift])) ?? null;

/** What `lift` must be for `total`, in whole steps; null while another lift has no good attempt. */
export function neededFor(card: Card, event: MeetEvent, lift: Lift, total: number): number | null {
  const lifts = LIFTS_OF[event];
  if (!lifts.includes(lift)) return null;
  const others = sumOf(lifts.filter((other) => other !== lift).map((other) => bestOf(card[other])));
  return others === null ? null : stepFrom(Math.max(0, total - others));
}

/** What decides a lifter's place: grams lifted and weighed. */
export interface Standing {
  /** null for who has bombed out or has no total yet. */
  total: number | null;
  body: number;
}

/** More lifted first, and of equal totals the lighter lifter. */
const order = (a: Standing, b: Standing): number => (b.total ?? 0) - (a.total ?? 0) || a.body - b.body;

/** The rank of each, from 1, in the order given; null without a total. Equal in both, they share it. */
export function ranksOf(standings: Standing[]): (number | null)[] {
  return standings.map((one) => {
    if (one.total === null) return null;
    return 1 + standings.filter((other) => other.total !== null && order(other, one) < 0).length;
  });
}

/**
 * The lowest total in whole steps that certainly gives a lifter of `body` grams each rank among rivals as they stand,
 * from the first to the one behind all. Who is equal in both is taken to have been first.
 */
export function totalsNeeded(body: number, rivals: Standing[]): number[] {
  const placed = rivals.filter((rival) => rival.total !== null).sort(order);
  return [...placed.map(({ total, body: theirs }) => (body < theirs ? stepFrom : nextStep)(total ?? 0)), 0];
}
