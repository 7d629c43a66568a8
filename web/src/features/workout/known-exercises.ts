import type { Plan, Workout } from '@/shared/api/contract';

/** What there is to pick from: done before, the newest first, then planned, then the usual ones; however it is written, once. */
export function knownExercises(history: Workout[], plans: Plan[], usual: string[]): string[] {
  const done = history.toReversed().flatMap((workout) => workout.done?.exercises_summary ?? []);
  const planned = plans.flatMap(({ workouts }) => workouts).flatMap(({ exercises }) => exercises ?? []);
  const names = new Map<string, string>();
  for (const written of [...done, ...planned].map(({ name }) => name).concat(usual)) {
    const name = written.trim();
    const key = name.toLocaleLowerCase();
    if (name && !names.has(key)) names.set(key, name);
  }
  return [...names.values()];
}
