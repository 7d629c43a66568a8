import type { TFunction } from 'i18next';
import type { useFormat } from '@/shared/lib/use-format';
import type { PlacedWorkout } from '@/shared/training/plan-weeks';

/** The other day of a workout that was not done when it was planned: "planned for Fri 20 Nov". */
export function otherDay({ workout, day, doneOn }: PlacedWorkout, t: TFunction, format: ReturnType<typeof useFormat>) {
  if (!doneOn || doneOn === workout.date) return null;
  return doneOn === day
    ? t('plan.plannedFor', { day: format.day(workout.date, 'short') })
    : t('plan.doneOn', { day: format.day(doneOn, 'short') });
}
