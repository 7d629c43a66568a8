import type { DoneExercise, DoneSet, Unit } from '@/shared/api/contract';
import { convert, inUnit } from '@/shared/lib/units';

export function doneTotals(exercises: DoneExercise[], unit: Unit): { sets: number; volume: number } {
  const sets = exercises.flatMap((exercise) => exercise.sets);
  return { sets: sets.length, volume: sets.reduce((sum, set) => sum + inUnit(set.weight, unit) * set.reps, 0) };
}

/** The heaviest set, of equal ones that with more repetitions. */
export function topSet(exercise: DoneExercise): DoneSet | null {
  let top: DoneSet | null = null;
  for (const set of exercise.sets) {
    const heavier = top ? convert(set.weight, 'kg') - convert(top.weight, 'kg') : 1;
    if (!top || heavier > 0 || (heavier === 0 && set.reps > top.reps)) top = set;
  }
  return top;
}

export function matches(exercises: DoneExercise[], notes: string | undefined, title: string, search: string): boolean {
  const wanted = search.trim().toLocaleLowerCase();
  if (!wanted) return true;
  return [title, notes ?? '', ...exercises.map((exercise) => exercise.name)].some((text) =>
    text.toLocaleLowerCase().includes(wanted),
  );
}
