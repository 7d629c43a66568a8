import { useTranslation } from 'react-i18next';
import type { PlannedWorkout } from '@/shared/api/contract';
import { useFormat } from '@/shared/lib/use-format';
import { liftEdge } from './lift-edge';
import type { Planner } from './use-planner';

/** A workout on its day; dragged with the mouse, opened by press. */
export function WorkoutChip({ workout, planner }: { workout: PlannedWorkout; planner: Planner }) {
  const { t } = useTranslation();
  const format = useFormat();
  const done = planner.completed.has(workout.workout_id);
  const title = workout.title ?? t('plan.newWorkout');
  return (
    <button
      type="button"
      draggable={!planner.over && !done}
      onDragStart={(event) => event.dataTransfer.setData('text/plain', workout.workout_id)}
      onClick={() => planner.select(workout.workout_id)}
      aria-label={`${title}, ${format.day(workout.date)}${done ? `, ${t('plan.done')}` : ''}`}
      aria-pressed={planner.workoutId === workout.workout_id}
      className={`mt-1.5 block min-h-9 w-full rounded-[7px] border-y border-r border-l-3 px-2 py-1.5 text-left font-medium text-[0.78rem] leading-tight hover:border-y-edge hover:border-r-edge aria-pressed:border-y-act aria-pressed:border-r-act ${liftEdge(workout)} ${done ? 'border-y-line border-r-line text-mute' : 'border-y-transparent border-r-transparent bg-s2'}`}
    >
      {title}
    </button>
  );
}
