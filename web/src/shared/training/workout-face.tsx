import { useTranslation } from 'react-i18next';
import type { PlannedWorkout } from '@/shared/api/contract';
import { Card } from '@/shared/design/card';
import { estimateMinutes } from './describe-sets';
import { EnduranceLine } from './endurance-line';
import { ExerciseList } from './exercise-list';

const MOST_EXERCISES = 6;

interface Props {
  workout: PlannedWorkout;
  /** Said above its title. */
  lead?: string;
  /** What to do with it. */
  children: React.ReactNode;
}

/** A planned workout as a card: what it asks for, how long it takes, and its one action. */
export function WorkoutFace({ workout, lead, children }: Props) {
  const { t } = useTranslation();
  const exercises = workout.exercises ?? [];
  const minutes = estimateMinutes(workout);
  return (
    <Card>
      {lead ? <p className="mb-1.5 text-13 text-mute">{lead}</p> : null}
      <div className="mb-1.5 flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 className="text-[1.1875rem]">{workout.title ?? t('plan.newWorkout')}</h2>
        {minutes ? <span className="shrink-0 text-13 text-mute">{t('today.about', { count: minutes })}</span> : null}
      </div>
      {workout.notes ? <p className="mb-1.5 whitespace-pre-line text-15 text-mute">{workout.notes}</p> : null}
      {workout.endurance ? <EnduranceLine endurance={workout.endurance} /> : null}
      <ExerciseList exercises={exercises} most={MOST_EXERCISES} />
      {exercises.length > MOST_EXERCISES ? (
        <p className="pb-2 text-13 text-mute">
          {t('today.moreExercises', { count: exercises.length - MOST_EXERCISES })}
        </p>
      ) : null}
      {children}
    </Card>
  );
}
