import type { PlanBody, PlannedSet, PlannedWorkout } from '@/shared/api/contract';
import { addDays, type Day, dayIn, mondayOf, weeksBetween } from '@/shared/lib/dates';
import { convert } from '@/shared/lib/units';

/** A planned workout and the day it stands on: that on which it was done, else the planned one. */
export interface PlacedWorkout {
  workout: PlannedWorkout;
  day: Day;
  doneOn?: Day;
}

/** By workout: the day it was done on. */
export type DoneOn = ReadonlyMap<string, Day>;

export interface PlanWeek {
  /** From 1. */
  number: number;
  monday: Day;
  workouts: PlacedWorkout[];
  sets: number;
  /** Of what is ridden or run. */
  hours: number;
  /** Repetitions weighed by intensity (INOL): what swells and tapers. Of no unit, only for drawing. */
  load: number;
  state: 'done' | 'now' | 'ahead';
}

/** A repetition of a set that does not say how heavy it is. */
const ASSUMED_STRESS = 0.005;
/** What the heaviest planned weight of an exercise is taken for where no percentage is said. */
const HEAVIEST_PERCENT = 92;
/** Beyond this the formula would run away. */
const MAX_PERCENT = 97.5;

/** Stress of one repetition: 1 / (100 − percent of the maximum), as Hristo Hristov's INOL counts it. */
function stressOf(percent: number | undefined): number {
  return percent === undefined ? ASSUMED_STRESS : 1 / (100 - Math.min(percent, MAX_PERCENT));
}

/** The heaviest planned weight of each exercise, in kilograms. */
function heaviest(plan: PlanBody): Map<string, number> {
  const most = new Map<string, number>();
  for (const exercise of plan.workouts.flatMap((workout) => workout.exercises ?? [])) {
    const name = exercise.name.toLocaleLowerCase();
    for (const { weight } of exercise.sets)
      if (weight) most.set(name, Math.max(most.get(name) ?? 0, convert(weight, 'kg')));
  }
  return most;
}

function percentOf(set: PlannedSet, name: string, most: Map<string, number>): number | undefined {
  if (set.percent_1rm !== undefined || !set.weight) return set.percent_1rm;
  const top = most.get(name.toLocaleLowerCase());
  return top ? (convert(set.weight, 'kg') / top) * HEAVIEST_PERCENT : undefined;
}

function loadOf(workout: PlannedWorkout, most: Map<string, number>): number {
  let load = 0;
  for (const exercise of workout.exercises ?? [])
    for (const set of exercise.sets) load += set.reps * stressOf(percentOf(set, exercise.name, most));
  // A hundred TSS is an hour as hard as it can be held; a heavy session is about one INOL.
  if (workout.endurance) load += (workout.endurance.target_tss ?? workout.endurance.duration_seconds / 60) / 100;
  return load;
}

/** Every workout of the plan on the day it stands on. */
export function placeWorkouts(plan: PlanBody, doneOn: DoneOn): PlacedWorkout[] {
  return plan.workouts.map((workout) => {
    const day = doneOn.get(workout.workout_id);
    return { workout, day: day ?? workout.date, doneOn: day };
  });
}

/** The weeks of a plan from the first to that of the day, also those without a workout. */
export function planWeeks(plan: PlanBody, today: Day, doneOn: DoneOn = new Map()): PlanWeek[] {
  const first = mondayOf(plan.start_date);
  const count = Math.max(1, weeksBetween(plan.start_date, plan.comp_date) + 1);
  const thisMonday = mondayOf(today);
  const most = heaviest(plan);
  const last = addDays(first, count * 7);
  const placed = placeWorkouts(plan, doneOn)
    // Done before the plan began or after its day, a workout stands where it was planned.
    .map((one) => (one.day >= first && one.day < last ? one : { ...one, day: one.workout.date }))
    .sort((a, b) => a.day.localeCompare(b.day));
  return Array.from({ length: count }, (_, at) => {
    const monday = addDays(first, at * 7);
    const end = addDays(monday, 7);
    const workouts = placed.filter(({ day }) => day >= monday && day < end);
    return {
      number: at + 1,
      monday,
      workouts,
      sets: workouts.reduce(
        (sum, { workout }) => sum + (workout.exercises ?? []).reduce((n, e) => n + e.sets.length, 0),
        0,
      ),
      hours: workouts.reduce((sum, { workout }) => sum + (workout.endurance?.duration_seconds ?? 0) / 3600, 0),
      load: workouts.reduce((sum, { workout }) => sum + loadOf(workout, most), 0),
      state: monday < thisMonday ? 'done' : monday === thisMonday ? 'now' : 'ahead',
    };
  });
}

/** The Monday from which the load only falls until the day; null when it does not. */
export function taperStart(weeks: PlanWeek[]): Day | null {
  let at = weeks.length - 1;
  while (at > 0 && (weeks[at - 1]?.load ?? 0) > (weeks[at]?.load ?? 0)) at--;
  const start = at + 1 < weeks.length ? weeks[at + 1] : undefined;
  return start && at < weeks.length - 1 ? start.monday : null;
}

/** Which day it is in the plan: its place's, wherever the device is, because the server counts so. */
export const todayIn = (plan: Pick<PlanBody, 'time_zone'>, now: Date): Day => dayIn(plan.time_zone, now);

/** From here on the server takes no edit of it. */
export const isOver = (plan: Pick<PlanBody, 'time_zone' | 'comp_date'>, now: Date): boolean =>
  plan.comp_date < todayIn(plan, now);

/** Not answered yet, it was written just now. */
const JUST_NOW = '9999';

/**
 * The plans by their days; of two for one day the one that was made or changed last is first. A day that is over is no
 * goal any more.
 */
export function comingPlans<P extends PlanBody & { deleted?: boolean; updated_at?: string }>(
  plans: P[],
  now: Date,
): P[] {
  const coming = plans.filter((plan) => !plan.deleted && !isOver(plan, now));
  const writtenAt = (plan: P) => plan.updated_at ?? JUST_NOW;
  return coming.sort((a, b) => a.comp_date.localeCompare(b.comp_date) || writtenAt(b).localeCompare(writtenAt(a)));
}

/** Today's workout, if it is not done, and those to come, in order. */
export function openWorkouts(plan: PlanBody, today: Day, doneOn: DoneOn): PlannedWorkout[] {
  const open = plan.workouts.filter((workout) => workout.date >= today && !doneOn.has(workout.workout_id));
  return open.sort((a, b) => a.date.localeCompare(b.date));
}
