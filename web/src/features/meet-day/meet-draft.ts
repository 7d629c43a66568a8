import type { Attempt as KeptAttempt, Lift, PastCompetition, Weight } from '@/shared/api/contract';
import type { Day } from '@/shared/lib/dates';
import { convert } from '@/shared/lib/units';
import {
  ATTEMPTS,
  type Attempt,
  bestOf,
  type Card,
  DECLARATION_SECONDS,
  HEAVIEST,
  isLost,
  LIFTS_OF,
  type MeetEvent,
  refusalOf,
  STEP,
  totalOf,
  undeclared,
} from '@/shared/training/meet';
import type { Sex, Worn } from '@/shared/training/meet-points';

export const MEET_DAY = 'meet_day';

export interface Rival {
  name: string;
  /** Grams; absent until they have one. */
  total?: number;
  body?: number;
}

/** A meet as it goes: kept on the device with every tap. Weights are grams: a platform counts in kilograms. */
export interface MeetDraft {
  event: MeetEvent;
  worn: Worn;
  sex?: Sex;
  body?: Weight;
  /** The collars of a competition bar count: 5 kg together. */
  collars: boolean;
  card: Card;
  /** What is meant to be lifted, by attempt. */
  planned: Record<Lift, (number | null)[]>;
  /** The lift that is on. */
  at: Lift;
  /** When each lift's flight begins, "HH:MM" by the clock in the hall. */
  flights: Partial<Record<Lift, string>>;
  rivals: Rival[];
  /** Until when the next attempt is to be handed in. */
  declareBy?: string;
}

const NONE = (): (number | null)[] => [null, null, null];
const LIFTS: Lift[] = ['squat', 'bench', 'deadlift'];

/** A meet that has not begun, or one whose result was kept, as it was. */
export function newMeet(kept: PastCompetition | undefined, about: { worn?: Worn; body?: Weight }): MeetDraft {
  const card: Card = { squat: [], bench: [], deadlift: [] };
  const tries = [...(kept?.attempts ?? [])].sort((a, b) => a.number - b.number);
  for (const { lift, weight, good } of tries) card[lift].push({ grams: gramsOf(weight), good });
  const draft: MeetDraft = {
    event: tries.length > 0 && tries.every(({ lift }) => lift === 'bench') ? 'bench_only' : 'full_power',
    worn: about.worn ?? 'raw',
    body: about.body,
    collars: true,
    card,
    planned: { squat: NONE(), bench: NONE(), deadlift: NONE() },
    at: 'squat',
    flights: {},
    rivals: [],
  };
  return { ...draft, at: openLift(draft) };
}

export const gramsOf = (weight: Weight): number => Math.round(convert(weight, 'kg') * 1000);
export const inKg = (grams: number): Weight => ({ value: grams / 1000, unit: 'kg' });

/** The first lift of the day that still has attempts; the last one when all is done. */
function openLift({ event, card }: Pick<MeetDraft, 'event' | 'card'>): Lift {
  const lifts = LIFTS_OF[event];
  return lifts.find((lift) => card[lift].length < ATTEMPTS) ?? (lifts.at(-1) as Lift);
}

/** What the next attempt of a lift will weigh: what is meant if the rules let it, else what follows by themselves. */
export function nextWeight({ card, planned }: MeetDraft, lift: Lift): number | null {
  const taken = card[lift];
  const meant = planned[lift][taken.length];
  if (taken.length >= ATTEMPTS) return null;
  if (meant && refusalOf(taken, meant, 'record') === null) return meant;
  return undeclared(taken);
}

/** Whether nothing is left to lift. */
export const isOver = ({ event, card }: MeetDraft): boolean =>
  LIFTS_OF[event].some((lift) => isLost(card[lift])) || LIFTS_OF[event].every((lift) => card[lift].length === ATTEMPTS);

/** Means another weight for one attempt; null: none yet. */
export function withPlanned(draft: MeetDraft, lift: Lift, at: number, grams: number | null): MeetDraft {
  const next = draft.planned[lift].map((one, place) => (place === at ? grams : one));
  return { ...draft, planned: { ...draft.planned, [lift]: next } };
}

/** The lights: the attempt was taken, and the minute for the next one begins. */
export function withResult(draft: MeetDraft, lift: Lift, attempt: Attempt, at: Date): MeetDraft {
  const taken = [...draft.card[lift], attempt];
  const card = { ...draft.card, [lift]: taken };
  const next = { ...draft, card };
  const more = taken.length < ATTEMPTS;
  return {
    ...next,
    at: more ? lift : openLift(next),
    declareBy: more ? new Date(at.getTime() + DECLARATION_SECONDS * 1000).toISOString() : undefined,
  };
}

/** What was tapped by mistake: the other light, or not taken at all (with all that came after it). */
export function corrected(draft: MeetDraft, lift: Lift, at: number, good: boolean | null): MeetDraft {
  const taken = draft.card[lift];
  const next = good === null ? taken.slice(0, at) : taken.map((one, place) => (place === at ? { ...one, good } : one));
  return { ...draft, at: good === null ? lift : draft.at, card: { ...draft.card, [lift]: next }, declareBy: undefined };
}

/** The next step above or below, as far as a platform goes. */
export const stepped = (grams: number, up: boolean): number => {
  const steps = grams / STEP;
  return Math.min(HEAVIEST, Math.max(STEP, (up ? Math.floor(steps) + 1 : Math.ceil(steps) - 1) * STEP));
};

/** The best of each lift together, whether or not there is a total yet. */
export const subtotalOf = ({ card, event }: MeetDraft): number =>
  LIFTS_OF[event].reduce((sum, lift) => sum + (bestOf(card[lift]) ?? 0), 0);

/** The meet as a competition that is behind. */
export function competitionOf(draft: MeetDraft, start_date: Day): PastCompetition {
  const total = totalOf(draft.card, draft.event);
  const attempts = LIFTS.flatMap((lift) =>
    draft.card[lift].map(({ grams, good }, at): KeptAttempt => ({ lift, number: at + 1, weight: inKg(grams), good })),
  );
  return { start_date, attempts, ...(total !== null && { total: inKg(total) }) };
}

/** With this competition among the others: in the place of the one of that day, or as one more. */
export function withCompetition(all: PastCompetition[], one: PastCompetition): PastCompetition[] {
  const place = all.findIndex(({ start_date }) => start_date === one.start_date);
  if (place < 0) return [...all, one];
  return all.map((other, at) => (at === place ? { ...other, ...one, total: one.total } : other));
}
