import { expect, test } from 'vitest';
import { daysBetween } from '@/shared/lib/dates';
import { summarise } from './describe-sets';
import { generatePlan, type PlanWish } from './generate-plan';
import { isBarbell, liftOf } from './lifts';
import { comingPlans, isOver, openWorkouts, planWeeks, taperStart } from './plan-weeks';
import type { Pattern } from './week-scheme';

const MAX_EVENT_BYTES = 512 * 1024;

let id = 0;
const wish = (over: Partial<PlanWish> = {}): PlanWish => ({
  name: 'Nordic Open',
  start: '2026-11-21',
  compDate: '2027-03-13',
  daysPerWeek: 4,
  pattern: 'blocks',
  maxes: { squat: { value: 220, unit: 'kg' } },
  timeZone: 'Europe/Oslo',
  words: {
    lift: { squat: 'Squat', bench: 'Bench press', deadlift: 'Deadlift' },
    assistance: {
      pauseBench: 'Pause bench',
      beltSquat: 'Belt squat',
      row: 'Row',
      rdl: 'Romanian deadlift',
      press: 'Press',
      pullUp: 'Pull-up',
      split: 'Split squat',
      core: 'Plank',
    },
    share: (percent) => `at ${percent} %`,
  },
  newId: () => `00000000-0000-4000-8000-${String(id++).padStart(12, '0')}`,
  ...over,
});

test.each<Pattern>(['linear', 'waves', 'blocks'])('%s reaches the day, rests before it and tapers', (pattern) => {
  const plan = generatePlan(wish({ pattern }));
  expect(plan.workouts.every((w) => w.date >= plan.start_date && daysBetween(w.date, plan.comp_date) >= 2)).toBe(true);
  expect(new Set(plan.workouts.map((w) => w.workout_id)).size).toBe(plan.workouts.length);
  const weeks = planWeeks(plan, '2026-12-16');
  expect(weeks).toHaveLength(17);
  const heaviest = Math.max(...weeks.map((week) => week.load));
  expect(weeks.at(-2)?.load).toBeLessThan(heaviest / 2);
  expect(taperStart(weeks)).not.toBeNull();
});

test('known maxima give loadable weights, unknown ones percentages, never both', () => {
  const plan = generatePlan(wish());
  const sets = plan.workouts.flatMap((w) => w.exercises ?? []);
  const squat = sets.find((e) => e.name === 'Squat')?.sets[0];
  const bench = sets.find((e) => e.name === 'Bench press')?.sets[0];
  expect((squat?.weight?.value ?? 1) % 2.5).toBe(0);
  expect(sets.flatMap((e) => e.sets).some((set) => set.weight && set.percent_1rm !== undefined)).toBe(false);
  expect(bench?.weight).toBeUndefined();
  expect(bench?.percent_1rm).toBeGreaterThan(50);
});

test('a workout is called by its lifts, and not heavy in a week in which it is not', () => {
  const { workouts } = generatePlan(wish({ daysPerWeek: 2 }));
  expect(new Set(workouts.map(({ title }) => title))).toEqual(
    new Set(['Squat · Bench press', 'Deadlift · Bench press']),
  );
});

test('the longest plan fits one event', () => {
  const maxes = {
    squat: { value: 502.5, unit: 'lb' },
    bench: { value: 302.5, unit: 'lb' },
    deadlift: { value: 602.5, unit: 'lb' },
  } as const;
  const plan = generatePlan(wish({ daysPerWeek: 7, compDate: '2027-11-20', maxes }));
  expect(plan.workouts.length).toBeGreaterThan(300);
  expect(plan.workouts.length).toBeLessThanOrEqual(800);
  expect(new TextEncoder().encode(JSON.stringify(plan)).length).toBeLessThan(MAX_EVENT_BYTES);
});

test('a meet in three days still gives a plan that can be saved', () => {
  const plan = generatePlan(wish({ compDate: '2026-11-24' }));
  expect(plan.workouts.length).toBeLessThanOrEqual(1);
  expect(planWeeks(plan, '2026-11-21').map((week) => week.state)).toEqual(['now', 'ahead']);
});

test('preferred days win when their number fits', () => {
  const plan = generatePlan(wish({ daysPerWeek: 2, preferredDays: ['sun', 'thu'] }));
  expect(new Set(plan.workouts.map((w) => new Date(`${w.date}T12:00Z`).getUTCDay()))).toEqual(new Set([0, 4]));
});

test('a workout counts in the week it was done in, and stands on that day', () => {
  const sets = [{ reps: 5 }, { reps: 5 }];
  const on = (workout_id: string, date: string) => ({ workout_id, date, exercises: [{ name: 'Squat', sets }] });
  const workouts = [
    on('early', '2026-12-02'),
    on('late', '2026-11-24'),
    on('before', '2026-11-26'),
    on('open', '2026-11-27'),
  ];
  const plan = { ...generatePlan(wish({ start: '2026-11-23' })), workouts };
  const doneOn = new Map([
    ['early', '2026-11-28'],
    ['late', '2026-12-01'],
    // Before the plan began.
    ['before', '2026-11-21'],
  ]);
  const weeks = planWeeks(plan, '2026-12-01', doneOn).slice(0, 2);
  expect(weeks.map((week) => week.workouts.map(({ workout, day }) => [workout.workout_id, day]))).toEqual([
    [
      ['before', '2026-11-26'],
      ['open', '2026-11-27'],
      ['early', '2026-11-28'],
    ],
    [['late', '2026-12-01']],
  ]);
  expect(weeks.map((week) => week.sets)).toEqual([6, 2]);
});

// 21 November 2026 is a Saturday.
test.each([
  ['no training day is left: it begins on Monday', 3, '2026-11-23', 16],
  ['one is left: it begins at once', 4, '2026-11-21', 17],
])('begun on a Saturday, %s, and no week is empty', (_, daysPerWeek, start, count) => {
  const plan = generatePlan(wish({ daysPerWeek }));
  const weeks = planWeeks(plan, '2026-11-21');
  expect([plan.start_date, weeks.length]).toEqual([start, count]);
  expect(weeks[0]?.workouts.length).toBeGreaterThan(0);
});

test('a day that comes before the next week leaves the start where it is', () => {
  const plan = generatePlan(wish({ daysPerWeek: 3, compDate: '2026-11-23' }));
  expect([plan.start_date, plan.workouts.length]).toEqual(['2026-11-21', 0]);
});

test('lifts are known by name in both languages', () => {
  expect(liftOf('Pause bench')).toBe('bench');
  expect(liftOf('Frontkniebeuge')).toBe('squat');
  expect(liftOf('Rumänisches Kreuzheben')).toBe('deadlift');
  expect(liftOf('Pull-up')).toBeNull();
  expect(isBarbell('Belt squat')).toBe(false);
  expect(isBarbell('Squat')).toBe(true);
});

test('the next plan and the next workout', () => {
  const plan = generatePlan(wish());
  const over = { ...plan, comp_date: '2026-11-20' };
  const noon = new Date('2026-11-21T12:00:00Z');
  expect(comingPlans([over, plan], noon)).toEqual([plan]);
  expect(comingPlans([{ ...plan, deleted: true }], noon)).toEqual([]);
  const [first, second] = openWorkouts(plan, '2026-11-21', new Map());
  expect(openWorkouts(plan, '2026-11-21', new Map([[first?.workout_id ?? '', '2026-11-21']]))[0]).toBe(second);
});

test.each([
  ['Pacific/Auckland', '2026-11-21T10:59:59Z', false],
  ['Pacific/Auckland', '2026-11-21T11:00:00Z', true],
  ['America/Los_Angeles', '2026-11-22T07:59:59Z', false],
  ['America/Los_Angeles', '2026-11-22T08:00:00Z', true],
])('a competition in %s is over by the day there, as the server counts', (time_zone, instant, over) => {
  const plan = { ...generatePlan(wish()), time_zone, comp_date: '2026-11-21' };
  expect(isOver(plan, new Date(instant))).toBe(over);
  expect(comingPlans([plan], new Date(instant))).toEqual(over ? [] : [plan]);
});

test('of two plans for one day the one written last comes first, also before the server knows it', () => {
  const [noon, body] = [new Date('2026-11-21T12:00:00Z'), generatePlan(wish())];
  const old = { ...body, name: 'old', updated_at: '2026-11-20T10:00:00Z' };
  const young = { ...body, name: 'young', updated_at: '2026-11-21T09:00:00Z' };
  const queued = { ...body, name: 'queued', updated_at: undefined };
  const sooner = { ...old, name: 'sooner', comp_date: '2027-02-01' };
  expect(comingPlans([old, queued, young, sooner], noon).map(({ name }) => name)).toEqual([
    'sooner',
    'queued',
    'young',
    'old',
  ]);
});

test('weights without a percentage weigh in by the heaviest of their exercise', () => {
  const light = {
    workout_id: 'a',
    date: '2026-11-23',
    exercises: [{ name: 'Squat', sets: [{ reps: 5, weight: { value: 100, unit: 'kg' as const } }] }],
  };
  const heavy = {
    workout_id: 'b',
    date: '2026-11-30',
    exercises: [{ name: 'squat', sets: [{ reps: 5, weight: { value: 200, unit: 'kg' as const } }] }],
  };
  const weeks = planWeeks(
    { ...generatePlan(wish({ compDate: '2026-12-08' })), workouts: [light, heavy] },
    '2026-11-21',
  );
  expect(weeks[2]?.load).toBeGreaterThan(3 * (weeks[1]?.load ?? 0));
});

test('sets in short', () => {
  const write = String;
  const wave = [5, 3, 1].map((reps, at) => ({ reps, percent_1rm: 65 + at * 10 }));
  expect(summarise(wave, write)).toMatchObject({ count: 3, reps: '1–5', percent: '65–85', rpe: null });
  expect(summarise([{ reps: 3, rpe: 8 }, { reps: 3 }], write).rpe).toBeNull();
});
