import type { PlannedExercise, PlannedWorkout } from '@/shared/api/contract';
import { type KeyedLists, type Merge, mergeFields } from '@/sync/merge';
import { same } from '@/sync/same';

type Data = Record<string, unknown>;

const LISTS: KeyedLists = {
  workouts: { key: 'workout_id', lists: { exercises: { key: 'key', lists: {} } } },
};

/** Two devices' changes to one plan: by workout, in a workout by its fields, and by exercise where that is safe. */
export function mergePlan(base: Data, mine: Data, theirs: Data): Merge<Data> {
  const sides = [base, mine, theirs].map(workoutsOf);
  const byName = new Set(
    workoutsOf(theirs).flatMap(({ workout_id }) => {
      const lists = sides.map((side) => side.find((one) => one.workout_id === workout_id)?.exercises);
      return lists.every((list) => list !== undefined) && keepTheirNames(lists) ? [workout_id] : [];
    }),
  );
  const keyed = (side: Data): Data =>
    withExercises(side, ({ name, ...rest }) => ({ key: name, name, ...rest }), byName);
  const merge = mergeFields<Data>(keyed(base), keyed(mine), keyed(theirs), LISTS);
  const pick: typeof merge.pick = (sideAt) => plain(merge.pick(sideAt));
  return { ...merge, mine: pick(() => 'mine'), theirs: pick(() => 'theirs'), pick };
}

const workoutsOf = (plan: Data): PlannedWorkout[] => (plan.workouts as PlannedWorkout[] | undefined) ?? [];
const namesOf = (exercises: PlannedExercise[]): string[] => exercises.map(({ name }) => name);

/**
 * Exercises have no ids. They are told apart by name only where each stands once, nobody took one out (which renaming is
 * as well) and not both put them in another order; else the exercises of a workout are one thing.
 */
function keepTheirNames(lists: PlannedExercise[][]): boolean {
  const [base, mine, theirs] = lists.map(namesOf) as [string[], string[], string[]];
  const once = [base, mine, theirs].every((names) => new Set(names).size === names.length);
  const kept = base.every((name) => mine.includes(name) && theirs.includes(name));
  const moved = (names: string[]) =>
    !same(
      base,
      names.filter((name) => base.includes(name)),
    );
  return once && kept && !(moved(mine) && moved(theirs));
}

function withExercises(plan: Data, change: (exercise: PlannedExercise) => object, only: Set<string>): Data {
  if (!Array.isArray(plan.workouts)) return plan;
  const workouts = workoutsOf(plan).map((workout) =>
    only.has(workout.workout_id) ? { ...workout, exercises: workout.exercises?.map(change) } : workout,
  );
  return { ...plan, workouts };
}

function plain(plan: Data): Data {
  const all = new Set(workoutsOf(plan).map(({ workout_id }) => workout_id));
  return withExercises(plan, ({ key: _, ...exercise }: PlannedExercise & { key?: string }) => exercise, all);
}
