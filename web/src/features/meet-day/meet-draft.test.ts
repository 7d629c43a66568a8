import { describe, expect, test } from 'vitest';
import {
  competitionOf,
  corrected,
  isOver,
  type MeetDraft,
  newMeet,
  nextWeight,
  stepped,
  subtotalOf,
  withCompetition,
  withPlanned,
  withResult,
} from './meet-draft';

const AT = new Date('2027-01-09T10:00:00Z');
const begun = (): MeetDraft => newMeet(undefined, {});
const lifted = (draft: MeetDraft, lift: 'squat' | 'bench' | 'deadlift', ...signed: number[]): MeetDraft =>
  signed.reduce((next, kg) => withResult(next, lift, { grams: Math.abs(kg) * 1000, good: kg > 0 }, AT), draft);

describe('the next attempt', () => {
  test('is what is meant, where the rules let it', () => {
    const meant = withPlanned(withPlanned(begun(), 'squat', 0, 200_000), 'squat', 1, 210_000);
    expect(nextWeight(meant, 'squat')).toBe(200_000);
    expect(nextWeight(lifted(meant, 'squat', 200), 'squat')).toBe(210_000);
    expect(nextWeight(begun(), 'squat')).toBeNull();
  });
  test('follows by itself where what was meant is too light by now, or nothing was', () => {
    const meant = withPlanned(begun(), 'squat', 1, 200_000);
    expect(nextWeight(lifted(meant, 'squat', 205), 'squat')).toBe(207_500);
    expect(nextWeight(lifted(begun(), 'squat', -205), 'squat')).toBe(205_000);
    expect(nextWeight(lifted(begun(), 'squat', 200, 205, 210), 'squat')).toBeNull();
  });
});

test('the lights begin the minute for the next attempt; the third leads to the next lift', () => {
  const one = lifted(begun(), 'squat', 200);
  expect([one.at, one.declareBy]).toEqual(['squat', '2027-01-09T10:01:00.000Z']);
  const three = lifted(one, 'squat', 205, -210);
  expect([three.at, three.declareBy]).toEqual(['bench', undefined]);
});

test('what was tapped by mistake is put right, and what was not taken is gone with all behind it', () => {
  const three = lifted(begun(), 'squat', 200, 205, -210);
  expect(corrected(three, 'squat', 2, true).card.squat.map((one) => one.good)).toEqual([true, true, true]);
  const back = corrected(three, 'squat', 1, null);
  expect([back.card.squat.length, back.at]).toEqual([1, 'squat']);
});

test('it is over when all is lifted, or one lift is lost', () => {
  expect(isOver(lifted(begun(), 'squat', -200, -200))).toBe(false);
  expect(isOver(lifted(begun(), 'squat', -200, -200, -200))).toBe(true);
  const all = lifted(lifted(lifted(begun(), 'squat', 1, 2, 3), 'bench', 1, 2, 3), 'deadlift', 1, 2, 3);
  expect([isOver(all), subtotalOf(all)]).toEqual([true, 9000]);
});

test('a step goes to the next multiple of two and a half', () => {
  expect([stepped(201_000, true), stepped(201_000, false), stepped(200_000, true), stepped(2_500, false)]).toEqual([
    202_500, 200_000, 202_500, 2_500,
  ]);
});

test('a result is kept in the place of the one of that day, and comes back as it was', () => {
  const meet = lifted(lifted(lifted(begun(), 'squat', 200, -210), 'bench', 120), 'deadlift', 240);
  const kept = competitionOf(meet, '2027-01-09');
  expect(kept.total).toEqual({ value: 560, unit: 'kg' });
  expect(kept.attempts?.[1]).toEqual({ lift: 'squat', number: 2, weight: { value: 210, unit: 'kg' }, good: false });
  const others = [{ start_date: '2026-05-01' }, { start_date: '2027-01-09', end_date: '2027-01-10' }];
  const all = withCompetition(others, kept);
  expect([all.length, all[1]?.end_date, all[1]?.total]).toEqual([2, '2027-01-10', kept.total]);
  expect(newMeet(all[1], {}).card).toEqual(meet.card);
  const bombed = competitionOf(lifted(begun(), 'squat', -200, -200, -200), '2027-01-09');
  expect(withCompetition(all, bombed)[1]?.total).toBeUndefined();
});
