// What the forms hold people to is what the server's schemas say, so that nothing is queued which is then refused.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { POINTS } from '@/features/missions/mission-form';
import { HOURS, RANGES } from '@/features/onboarding/settings-form';
import * as limits from '@/shared/lib/limits';
import { DONE_REPS, PERCENT, PLANNED_REPS, type Range, RPE, WEIGHT } from '@/shared/lib/units';

interface Schema {
  $defs?: Record<string, Schema>;
  properties?: Record<string, Schema>;
  type?: string | string[];
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  maxItems?: number;
  items?: Schema;
  $ref?: string;
}

const schemaOf = (event: string): Schema =>
  JSON.parse(readFileSync(new URL(`../../../events/schemas/${event}.json`, import.meta.url), 'utf8'));

/** A field of the event's data, or of a type within it: "Settings.age", "data.name". */
function fieldOf(event: string, path: string): Schema {
  const [type = '', name = ''] = path.split('.');
  const schema = schemaOf(event);
  const data = schema.properties?.data;
  const named = type === 'data' ? (data?.properties ? data : undefined) : schema.$defs?.[type];
  const field = named?.properties?.[name];
  if (!field) throw new Error(`${event} has no ${path}`);
  return field;
}

const LIMITS = { ...limits };
const SETTINGS = 'user.settings.submitted';
const PLANS = ['program.plan.created', 'program.plan.updated'];
const WORKOUTS = ['workout.completed', 'workout.edited'];
const GYMS = ['equipment.prefs.submitted'];
const NOTES = ['machine.notes.submitted'];
const MISSIONS = ['mission.submitted'];
const STAGES = ['mission.stage.submitted'];

const isWhole = ({ type }: Schema) => [type].flat().includes('integer');

function expectRange(field: Schema, range: Range) {
  expect({ min: field.minimum, max: field.maximum }).toEqual({ min: range.min, max: range.max });
  // Half steps are the sport's own; a whole number has to be one in both.
  expect(range.step === 1).toBe(isWhole(field));
}

describe('ranges', () => {
  const { weight: body, squat_goal, bench_goal, dead_goal, ...numbers } = RANGES;

  test.each(Object.entries(numbers))('%s', (name, range) => {
    expectRange(fieldOf(SETTINGS, `data.${name}`), range);
  });
  test('hours of the week', () => {
    for (const end of ['min', 'max']) expectRange(fieldOf(SETTINGS, `WeeklyHours.${end}`), HOURS);
  });
  test('weights, and a body weight within them', () => {
    for (const event of [SETTINGS, ...PLANS, ...WORKOUTS]) expectRange(fieldOf(event, 'Weight.value'), WEIGHT);
    for (const goal of [squat_goal, bench_goal, dead_goal]) expect(goal).toEqual({ min: WEIGHT.min, max: WEIGHT.max });
    expect(body.min).toBeGreaterThan(WEIGHT.min);
    expect(body.max).toBeLessThan(WEIGHT.max);
  });
  test.each<[string, string[], string, Range]>([
    ['planned repetitions', PLANS, 'PlannedSet.reps', PLANNED_REPS],
    ['share of the maximum', PLANS, 'PlannedSet.percent_1rm', PERCENT],
    ['planned effort', PLANS, 'PlannedSet.rpe', RPE],
    ['repetitions done', WORKOUTS, 'DoneSet.reps', DONE_REPS],
    ['effort', WORKOUTS, 'DoneSet.rpe', RPE],
    ['effort of the whole', WORKOUTS, 'data.rpe_summary', RPE],
    ['load', PLANS, 'Endurance.target_tss', { min: 0, max: limits.MAX_TSS }],
    ['pairs of plates', GYMS, 'PlatePairs.pairs', { min: 1, max: limits.MAX_PAIRS, step: 1 }],
    ['number of a stage', STAGES, 'data.stage_number', { min: 1, max: limits.MAX_STAGES, step: 1 }],
    ['points of a stage', MISSIONS, 'ModePoints.gc', POINTS],
    ['plates of a stack', GYMS, 'StackPlates.count', { min: 1, max: limits.MAX_STACK_COUNT, step: 1 }],
  ])('%s', (_, events, path, range) => {
    for (const event of events) expectRange(fieldOf(event, path), range);
  });
  test('minutes of an endurance session', () => {
    for (const event of PLANS)
      for (const path of ['Endurance.duration_seconds', 'Zone.seconds'])
        expect(fieldOf(event, path).maximum).toBe(limits.MAX_ENDURANCE_MINUTES * 60);
  });
});

test.each<[keyof typeof limits, string[], string]>([
  ['MAX_PLAN_NAME', PLANS, 'data.name'],
  ['MAX_WORKOUT_TITLE', PLANS, 'PlannedWorkout.title'],
  ['MAX_WORKOUT_TITLE', WORKOUTS, 'data.title'],
  ['MAX_WORKOUT_NOTES', PLANS, 'PlannedWorkout.notes'],
  ['MAX_WORKOUT_NOTES', WORKOUTS, 'data.notes'],
  ['MAX_EXERCISE_NAME', PLANS, 'PlannedExercise.name'],
  ['MAX_EXERCISE_NAME', WORKOUTS, 'DoneExercise.name'],
  ['MAX_WEIGHT_CLASS', [SETTINGS], 'data.target_weight_class'],
  ['MAX_FEDERATION', [SETTINGS], 'data.federation'],
  ['MAX_COMMUNICATION', [SETTINGS], 'data.communication_preference'],
  ['MAX_GYM_NAME', GYMS, 'Inventory.name'],
  ['MAX_MACHINE_NAME', GYMS, 'Machine.name'],
  ['MAX_BRAND', NOTES, 'data.brand'],
  ['MAX_MODEL', NOTES, 'data.model'],
  ['MAX_MACHINE_NOTES', NOTES, 'data.notes'],
  ['MAX_SETTING_NAME', NOTES, 'MachineSetting.name'],
  ['MAX_SETTING_VALUE', NOTES, 'MachineSetting.value'],
  ['MAX_MISSION_NAME', MISSIONS, 'data.name'],
  ['MAX_MISSION_NOTES', MISSIONS, 'data.notes'],
  ['MAX_STAGE_NOTES', STAGES, 'data.notes'],
])('%s characters in %s %s', (name, events, path) => {
  for (const event of events) expect(fieldOf(event, path).maxLength).toBe(LIMITS[name]);
});

test.each<[keyof typeof limits, string[], string]>([
  ['MAX_PLANNED_EXERCISES', PLANS, 'PlannedWorkout.exercises'],
  ['MAX_PLANNED_SETS', PLANS, 'PlannedExercise.sets'],
  ['MAX_DONE_EXERCISES', WORKOUTS, 'data.exercises_summary'],
  ['MAX_DONE_SETS', WORKOUTS, 'DoneExercise.sets'],
  ['MAX_COMPETITIONS', [SETTINGS], 'data.past_competitions'],
  ['MAX_TAGS', [SETTINGS], 'data.injuries'],
  ['MAX_TAGS', [SETTINGS], 'data.form_issues'],
  ['MAX_GYMS', GYMS, 'data.inventories'],
  ['MAX_GYM_MACHINES', GYMS, 'Inventory.machines'],
  ['MAX_GYM_PLATES', GYMS, 'Inventory.plates'],
  ['MAX_STACK_ROWS', GYMS, 'Machine.stack'],
  ['MAX_MACHINE_SETTINGS', NOTES, 'data.settings'],
])('%s of them in %s %s', (name, events, path) => {
  for (const event of events) expect(fieldOf(event, path).maxItems).toBe(LIMITS[name]);
});

test('what stands in lists and secrets', () => {
  for (const list of ['injuries', 'form_issues'])
    expect(fieldOf(SETTINGS, `data.${list}`).items?.maxLength).toBe(limits.MAX_TAG_LENGTH);
  const secret = schemaOf(SETTINGS).$defs?.Secret;
  expect([secret?.minLength, secret?.maxLength]).toEqual([limits.MIN_PASSCODE, limits.MAX_PASSCODE]);
});
