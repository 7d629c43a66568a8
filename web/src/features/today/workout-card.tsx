import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { DisputedNotice } from '@/features/conflict/disputed-notice';
import type { PlannedWorkout } from '@/shared/api/contract';
import { buttonClass } from '@/shared/design/button-class';
import type { Day } from '@/shared/lib/dates';
import { useFormat } from '@/shared/lib/use-format';
import { WorkoutFace } from '@/shared/training/workout-face';

interface Props {
  planId: string;
  workout: PlannedWorkout;
  today: Day;
  doneToday: boolean;
}

/** Today's workout with its start; on a rest day the next one, to be done early. */
export function WorkoutCard({ planId, workout, today, doneToday }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const isToday = workout.date === today;
  const rest = doneToday ? t('today.doneToday') : t('today.restDay');
  const lead = isToday ? undefined : `${rest} ${t('today.next', { day: format.day(workout.date) })}`;
  return (
    <WorkoutFace workout={workout} lead={lead}>
      <DisputedNotice planId={planId} workoutId={workout.workout_id} />
      <Link
        to="/train/$workoutId"
        params={{ workoutId: workout.workout_id }}
        className={buttonClass(isToday ? 'action' : 'ghost', 'big', 'mt-2 w-full')}
      >
        {isToday ? t('today.start') : t('today.startEarly')}
      </Link>
    </WorkoutFace>
  );
}
