import type { TFunction } from 'i18next';
import type { Plan } from '@/shared/api/contract';
import { setCount } from '@/shared/training/lifts';

/** What versions of a plan are told apart by. */
export function planFacts(plan: Plan, day: (day: string) => string, t: TFunction): { what: string; is: string }[] {
  const sets = plan.workouts.reduce((sum, workout) => sum + setCount(workout.exercises), 0);
  return [
    { what: t('plan.details.name'), is: plan.name ?? t('plan.untitled') },
    { what: t('queue.conflict.field.comp_date'), is: day(plan.comp_date) },
    { what: t('queue.kept.inIt'), is: String(plan.workouts.length) },
    { what: t('plan.edit.sets'), is: String(sets) },
  ];
}
