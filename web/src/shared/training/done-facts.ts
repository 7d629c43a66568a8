import type { TFunction } from 'i18next';
import type { WorkoutDone } from '@/shared/api/contract';

/** How much was done, in a few words: "11 sets"; of what has no sets, how long it took. */
export function doneFacts(done: WorkoutDone, t: TFunction): string {
  const sets = done.exercises_summary.reduce((sum, exercise) => sum + exercise.sets.length, 0);
  return sets > 0
    ? t('plan.setCount', { count: sets })
    : t('plan.minutes', { count: Math.round(done.duration_seconds / 60) });
}
