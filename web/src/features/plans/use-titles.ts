import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Workout } from '@/shared/api/contract';
import { usePlans } from './use-plans';

/** A done workout is called as it was when it was done, else as the plan calls it, else by its first exercises. */
export function useTitles(): (workout: Workout) => string {
  const { t } = useTranslation();
  const plans = usePlans();
  const titles = useMemo(() => {
    const all = plans.items.flatMap(({ value }) => value?.workouts ?? []);
    return new Map(all.map((workout) => [workout.workout_id, workout.title]));
  }, [plans.items]);
  return (workout) => {
    const names = workout.done?.exercises_summary
      .map((exercise) => exercise.name)
      .slice(0, 2)
      .join(', ');
    return workout.done?.title || titles.get(workout.workout_id) || names || t('history.untitled');
  };
}
