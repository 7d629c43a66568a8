import type {
  DoneExercise,
  PlannedSet,
  PlannedWorkout,
  Unit,
  Weight,
  Workout,
  WorkoutDone,
} from '@/shared/api/contract';
import { MAX_DONE_SETS } from '@/shared/lib/limits';
import { inUnit, toLift } from '@/shared/lib/units';

/** A workout under way, kept on the device from its first second. */
export interface SessionDraft {
  workout_id: string;
  plan_id?: string;
  /** As its plan calls it. */
  title?: string;
  started_at: string;
  exercises: SessionExercise[];
  /** The exercise in view. */
  at: number;
  rest: Rest | null;
  notes: string;
  rpe_summary?: number;
}

export interface Rest {
  ends_at: number;
  total: number;
}

export interface SessionExercise {
  name: string;
  notes?: string;
  sets: SessionSet[];
}

export interface SessionSet {
  /** What was asked for, where the plan said so. */
  planned?: PlannedSet;
  weight?: Weight;
  reps?: number;
  rpe?: number;
  done_at?: string;
}

export const DEFAULT_REST_SECONDS = 150;

export function fromPlan(workout: PlannedWorkout, planId: string | undefined, startedAt: string): SessionDraft {
  return {
    workout_id: workout.workout_id,
    plan_id: planId,
    title: workout.title,
    started_at: startedAt,
    exercises: (workout.exercises ?? []).map((exercise) => ({
      name: exercise.name,
      notes: exercise.notes,
      sets: exercise.sets.map((planned) => ({ planned, weight: planned.weight, reps: planned.reps })),
    })),
    at: 0,
    rest: null,
    notes: '',
  };
}

const sameName = (a: string, b: string) => a.trim().toLocaleLowerCase() === b.trim().toLocaleLowerCase();

/** What was done in this exercise the last time, from the newest finished workout that has it. */
export function lastTime(workouts: Workout[], name: string, except: string): DoneExercise | null {
  for (const workout of workouts.toReversed()) {
    if (workout.workout_id === except) continue;
    const found = workout.done?.exercises_summary.find((exercise) => sameName(exercise.name, name));
    if (found && found.sets.length > 0) return found;
  }
  return null;
}

/**
 * The weight that stands in the box: what is typed, else what was asked for, else the set before, else last time. What
 * was done stands as it was done; what is still to do can be loaded.
 */
export function suggestedWeight(
  exercise: SessionExercise,
  at: number,
  last: DoneExercise | null,
  unit: Unit,
): Weight | undefined {
  const set = exercise.sets[at];
  if (set?.done_at && set.weight) return set.weight;
  const before = exercise.sets.slice(0, at + 1).findLast(({ weight }) => weight)?.weight;
  const weight = before ?? (last?.sets[at] ?? last?.sets.at(-1))?.weight;
  return weight && toLift(weight, unit);
}

export function suggestedReps(exercise: SessionExercise, at: number, last: DoneExercise | null): number | undefined {
  return exercise.sets[at]?.reps ?? exercise.sets[at - 1]?.reps ?? last?.sets[at]?.reps;
}

export function changeExercise(
  draft: SessionDraft,
  at: number,
  change: (exercise: SessionExercise) => SessionExercise,
): SessionDraft {
  return {
    ...draft,
    exercises: draft.exercises.map((exercise, place) => (place === at ? change(exercise) : exercise)),
  };
}

export function changeSet(draft: SessionDraft, at: number, set: number, part: Partial<SessionSet>): SessionDraft {
  return changeExercise(draft, at, (exercise) => ({
    ...exercise,
    sets: exercise.sets.map((one, place) => (place === set ? { ...one, ...part } : one)),
  }));
}

/** Ticks a set as it stands in its boxes, and starts the rest. */
export function tick(
  draft: SessionDraft,
  at: number,
  set: number,
  done: { weight: Weight; reps: number },
  nowMs: number,
): SessionDraft {
  const total = draft.exercises[at]?.sets[set]?.planned?.rest_seconds ?? DEFAULT_REST_SECONDS;
  const ticked = changeSet(draft, at, set, { ...done, done_at: new Date(nowMs).toISOString() });
  return { ...ticked, rest: total > 0 ? { ends_at: nowMs + total * 1000, total } : null };
}

export function untick(draft: SessionDraft, at: number, set: number): SessionDraft {
  return { ...changeSet(draft, at, set, { done_at: undefined }), rest: null };
}

/** The set to do next: the first without a tick. */
export function currentSet(exercise: SessionExercise | undefined): number {
  return exercise?.sets.findIndex((set) => !set.done_at) ?? -1;
}

/** Another exercise at the end, and in view. */
export function addExercise(draft: SessionDraft, name: string): SessionDraft {
  const exercises = [...draft.exercises, { name, sets: [{}, {}, {}] }];
  return { ...draft, exercises, at: draft.exercises.length };
}

export function addSet(exercise: SessionExercise): SessionExercise {
  if (exercise.sets.length >= MAX_DONE_SETS) return exercise;
  const last = exercise.sets.at(-1);
  return { ...exercise, sets: [...exercise.sets, { planned: last?.planned, weight: last?.weight, reps: last?.reps }] };
}

export interface Totals {
  done: number;
  undone: number;
  /** Weight times repetitions over all ticked sets, in the asked unit. */
  volume: number;
}

export function totals(draft: Pick<SessionDraft, 'exercises'>, unit: Unit): Totals {
  const sum: Totals = { done: 0, undone: 0, volume: 0 };
  for (const set of draft.exercises.flatMap((exercise) => exercise.sets)) {
    if (!set.done_at) sum.undone += 1;
    else {
      sum.done += 1;
      sum.volume += (set.weight ? inUnit(set.weight, unit) : 0) * (set.reps ?? 0);
    }
  }
  return sum;
}

/** What is handed in: the ticked sets with the weights done, nothing that was not done. */
export function toDone(draft: SessionDraft, nowMs: number): WorkoutDone & { workout_id: string } {
  const exercises: DoneExercise[] = [];
  for (const exercise of draft.exercises) {
    const sets = exercise.sets.flatMap((set) =>
      set.done_at && set.weight && set.reps !== undefined
        ? [
            {
              reps: set.reps,
              weight: set.weight,
              ...(set.rpe !== undefined && { rpe: set.rpe }),
              completed_at: set.done_at,
            },
          ]
        : [],
    );
    if (sets.length > 0) exercises.push({ name: exercise.name, sets });
  }
  const notes = draft.notes.trim();
  return {
    workout_id: draft.workout_id,
    ...(draft.plan_id && { plan_id: draft.plan_id }),
    ...(draft.title && { title: draft.title }),
    start_timestamp: draft.started_at,
    duration_seconds: Math.min(172_800, Math.max(0, Math.round((nowMs - Date.parse(draft.started_at)) / 1000))),
    exercises_summary: exercises,
    ...(draft.rpe_summary && { rpe_summary: draft.rpe_summary }),
    ...(notes && { notes }),
  };
}
