import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { PlannedWorkout } from '@/shared/api/contract';
import { buttonClass } from '@/shared/design/button-class';
import { Card } from '@/shared/design/card';
import type { Day } from '@/shared/lib/dates';
import { useFormat } from '@/shared/lib/use-format';
import { estimateMinutes } from '@/shared/training/describe-sets';
import { ExerciseList } from '@/shared/training/exercise-list';

const SHOWN = 6;

interface Props {
  workout: PlannedWorkout;
  today: Day;
  doneToday: boolean;
}

/** Today's workout with its start; on a rest day the next one, to be done early. */
export function WorkoutCard({ workout, today, doneToday }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const isToday = workout.date === today;
  const exercises = workout.exercises ?? [];
  const rest = doneToday ? t('today.doneToday') : t('today.restDay');
  return (
    <Card>
      {isToday ? null : (
        <p className="mb-1.5 text-13 text-mute">
          {rest} {t('today.next', { day: format.day(workout.date) })}
        </p>
      )}
      <div className="mb-1.5 flex items-baseline justify-between gap-4">
        <h2 className="text-[1.1875rem]">{workout.title ?? t('plan.newWorkout')}</h2>
        {exercises.length > 0 ? (
          <span className="shrink-0 text-13 text-mute">{t('today.about', { count: estimateMinutes(exercises) })}</span>
        ) : null}
      </div>
      <ExerciseList exercises={exercises} most={SHOWN} />
      {exercises.length > SHOWN ? (
        <p className="pb-2 text-13 text-mute">{t('today.moreExercises', { count: exercises.length - SHOWN })}</p>
      ) : null}
      <Link
        to="/train/$workoutId"
        params={{ workoutId: workout.workout_id }}
        className={buttonClass(isToday ? 'action' : 'ghost', 'big', 'mt-2 w-full')}
      >
        {isToday ? t('today.start') : t('today.startEarly')}
      </Link>
    </Card>
  );
}
