import { describe, expect, test } from 'vitest';
import type { Mission, Plan, Stage } from '@/shared/api/contract';
import { countdown, movesOn, nextState, nextStep, planOf, sortMissions } from './mission-days';

const mission = (part: Partial<Mission> = {}): Mission => ({
  mission_id: 'm1',
  version: 1,
  state: 'TRAINING',
  name: 'Tour',
  mission_type: 'stage_race',
  prep_start: '2027-02-01',
  event_start: '2027-03-05',
  event_end: '2027-03-07',
  timezone: 'Pacific/Auckland',
  ...part,
});
const plan = (part: Partial<Plan>): Plan => ({ plan_id: 'p1', comp_date: '2027-03-05', ...part }) as Plan;
const stage = (number: number, completed_at?: string): Stage =>
  ({ stage_id: `s${number}`, stage_number: number, completed_at }) as Stage;
const at = (instant: string) => new Date(instant);

describe('the countdown', () => {
  test.each([
    // Auckland is thirteen hours ahead then: its day has begun while it is still noon before in Greenwich.
    ['2027-03-03T10:59:00Z', { is: 'ahead', days: 2 }],
    ['2027-03-03T11:01:00Z', { is: 'ahead', days: 1 }],
    ['2027-03-04T11:01:00Z', { is: 'now', day: 1, of: 3 }],
    ['2027-03-07T10:59:00Z', { is: 'now', day: 3, of: 3 }],
    ['2027-03-07T11:01:00Z', { is: 'over', days: 1 }],
  ])('at %s goes by the calendar of the place', (instant, expected) => {
    expect(countdown(mission(), at(instant))).toEqual(expected);
  });
});

test('a mission moves on by itself on the day that its state waits for', () => {
  const days = (['PREP', 'TRAINING', 'EVENT_ACTIVE', 'MISSION_COMPLETE'] as const).map((state) =>
    movesOn(mission({ state })),
  );
  expect(days).toEqual(['2027-02-01', '2027-03-05', '2027-03-08', null]);
  expect([nextState('PREP'), nextState('MISSION_COMPLETE')]).toEqual(['TRAINING', undefined]);
});

test('what is complete is behind, whatever its days; the rest is ahead', () => {
  const [soon, late] = [mission({ mission_id: 'a' }), mission({ mission_id: 'b', event_start: '2027-06-01' })];
  const done = mission({ mission_id: 'c', state: 'MISSION_COMPLETE', event_start: '2027-09-01' });
  expect(sortMissions([done, late, soon])).toEqual({ ahead: [soon, late], behind: [done] });
});

test('its plan is the one that names it, else the one of its days', () => {
  const [named, ofDay, others] = [
    plan({ plan_id: 'n', mission_id: 'm1', comp_date: '2027-01-01' }),
    plan({ plan_id: 'd', comp_date: '2027-03-07' }),
    plan({ plan_id: 'o', mission_id: 'm2' }),
  ];
  expect(planOf(mission(), [others, ofDay, named])).toBe(named);
  expect(planOf(mission(), [others, ofDay])).toBe(ofDay);
  expect(planOf(mission(), [others])).toBeUndefined();
});

describe('what is next', () => {
  const before = at('2027-02-20T12:00:00Z');
  const during = at('2027-03-05T12:00:00Z');
  const after = at('2027-03-09T12:00:00Z');
  test('a plan, as long as there is none', () => {
    expect(nextStep(mission(), undefined, [], before)).toEqual({ is: 'plan' });
    expect(nextStep(mission(), plan({}), [], before)).toBeNull();
  });
  test('in the event: the first stage that is open', () => {
    const stages = [stage(1, '2027-03-05T10:00:00Z'), stage(2), stage(3)];
    expect(nextStep(mission(), undefined, stages, during)).toEqual({ is: 'stage', stage: stages[1] });
    expect(nextStep(mission(), undefined, [], during)).toBeNull();
  });
  test('on the day of a meet: the platform', () => {
    const meet = mission({ mission_type: 'powerlifting_meet' });
    expect(nextStep(meet, plan({}), [], during)).toEqual({ is: 'meet' });
  });
  test('once it is over: to finish it; and then nothing', () => {
    expect(nextStep(mission(), plan({}), [], after)).toEqual({ is: 'finish' });
    expect(nextStep(mission({ state: 'MISSION_COMPLETE' }), undefined, [], after)).toBeNull();
  });
});
