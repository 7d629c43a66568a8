import { useTranslation } from 'react-i18next';
import { Icon } from '@/shared/design/icon';
import { useFormat } from '@/shared/lib/use-format';
import type { PlacedWorkout } from '@/shared/training/plan-weeks';
import { liftEdge } from './lift-edge';
import { otherDay } from './other-day';
import type { Planner } from './use-planner';

/** A workout on its day; dragged with the mouse, opened by press. */
export function WorkoutChip({ placed, planner }: { placed: PlacedWorkout; planner: Planner }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { workout, day } = placed;
  const done = placed.doneOn !== undefined;
  const missed = !done && workout.date < planner.today;
  const title = workout.title ?? t('plan.newWorkout');
  const note = missed ? t('plan.missed') : otherDay(placed, t, format);
  return (
    <button
      type="button"
      data-workout={workout.workout_id}
      draggable={!planner.over && !done}
      onDragStart={(event) => event.dataTransfer.setData('text/plain', workout.workout_id)}
      onClick={() => planner.select(workout.workout_id)}
      aria-label={`${title}${note ? ` ${note}` : ''}, ${format.day(day)}${done ? `, ${t('plan.done')}` : ''}`}
      aria-pressed={planner.workoutId === workout.workout_id}
      className={`mt-1.5 block min-h-11 w-full rounded-[7px] border-y border-r border-l-3 hyphens-auto break-words px-2 py-1.5 text-left font-medium text-12 leading-tight @max-[48rem]:px-1.5 @max-[48rem]:font-display @max-[48rem]:text-13 @max-[48rem]:[font-stretch:78%] hover:border-y-edge hover:border-r-edge aria-pressed:border-y-act aria-pressed:border-r-act ${liftEdge(workout)} ${done || missed ? 'border-y-line border-r-line text-mute' : 'border-y-transparent border-r-transparent bg-s2'}`}
    >
      {done ? <Icon name="check" size={14} className="float-right text-green" /> : null}
      {title}
      {note ? <span className="block font-normal"> {note}</span> : null}
    </button>
  );
}
