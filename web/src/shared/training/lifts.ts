import type { Lift, PlannedExercise, PlannedWorkout } from '@/shared/api/contract';

const NAMES: [Lift, RegExp][] = [
  ['deadlift', /dead ?lift|kreuzheben|\brdl\b/i],
  ['bench', /bench|bankdr/i],
  ['squat', /squat|kniebeuge/i],
];

/** Exercises done with a plate-loaded bar, by their usual names in both languages. */
const BARBELL =
  /barbell|langhantel|overhead press|military|schulterdr|bar row|hantelrudern|clean|snatch|thruster|umsetzen|reißen/i;
/** Squats, benches and pulls that are not done with one. */
const NOT_BARBELL =
  /dumbbell|kurzhantel|\bdb\b|belt|gürtel|goblet|leg press|hack|smith|machine|maschine|split|cable|kabel|dip/i;

/** Which competition lift an exercise belongs to, if any. */
export function liftOf(name: string): Lift | null {
  return NAMES.find(([, pattern]) => pattern.test(name))?.[0] ?? null;
}

export function isBarbell(name: string): boolean {
  if (NOT_BARBELL.test(name)) return false;
  return liftOf(name) !== null || BARBELL.test(name);
}

/** A workout takes the colour of its first competition lift. */
export function liftOfWorkout(workout: Pick<PlannedWorkout, 'exercises'>): Lift | null {
  for (const exercise of workout.exercises ?? []) {
    const lift = liftOf(exercise.name);
    if (lift) return lift;
  }
  return null;
}

export function setCount(exercises: PlannedExercise[] | undefined): number {
  return (exercises ?? []).reduce((sum, exercise) => sum + exercise.sets.length, 0);
}
