import type { TFunction } from 'i18next';
import type { PlannedWorkout } from '@/shared/api/contract';
import { setCount } from '@/shared/training/lifts';
import type { Write } from './write-side';

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** One side of an overlap in a few words: a day, a weight, a workout with its exercises. */
export function describeSide(value: unknown, words: Write, t: TFunction): string {
  if (value === undefined || value === null) return t('queue.conflict.gone');
  if (typeof value === 'string') return /^\d{4}-\d{2}-\d{2}$/.test(value) ? words.day(value) : value;
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return t(value ? 'common.yes' : 'common.no');
  if (isRecord(value)) {
    if ('workout_id' in value && 'date' in value) {
      const workout = value as unknown as PlannedWorkout;
      const exercises = (workout.exercises ?? []).map((exercise) => exercise.name).join(', ');
      const sets = t('plan.setCount', { count: setCount(workout.exercises) });
      return [workout.title, words.day(workout.date), exercises, sets].filter(Boolean).join(' · ');
    }
    if (typeof value.value === 'number' && (value.unit === 'kg' || value.unit === 'lb'))
      return words.weight({ value: value.value, unit: value.unit });
  }
  if (Array.isArray(value))
    return value
      .map((one) => (isRecord(one) && typeof one.name === 'string' ? one.name : describeSide(one, words, t)))
      .join(', ');
  return Object.entries(value)
    .map(([name, inner]) => `${name}: ${describeSide(inner, words, t)}`)
    .join(', ');
}
