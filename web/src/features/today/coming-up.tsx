import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Plan, PlannedWorkout } from '@/shared/api/contract';
import { CardList } from '@/shared/design/card';
import { useFormat } from '@/shared/lib/use-format';
import { workoutFacts } from '@/shared/training/workout-facts';

/** The workouts after the one above, to look ahead. */
export function ComingUp({ plan, workouts }: { plan: Plan; workouts: PlannedWorkout[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (workouts.length === 0) return null;
  return (
    <section>
      <h2 className="mt-2 mb-2.5 text-17">{t('today.comingUp')}</h2>
      <CardList label={t('today.comingUp')}>
        {workouts.map((workout) => (
          <li key={workout.workout_id}>
            <Link
              to="/plan"
              search={{ plan: plan.plan_id, workout: workout.workout_id }}
              className="flex min-h-14 flex-wrap items-center justify-between gap-x-4 px-4.5 py-2.5 transition-colors hover:bg-s2"
            >
              <span className="font-medium">{workout.title ?? t('plan.newWorkout')}</span>
              <span className="text-13 text-mute">
                {format.day(workout.date, 'short')} · {workoutFacts(workout, t)}
              </span>
            </Link>
          </li>
        ))}
      </CardList>
    </section>
  );
}
