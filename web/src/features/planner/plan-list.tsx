import { useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { useTranslation } from 'react-i18next';
import type { Plan } from '@/shared/api/contract';
import { Button as AppButton } from '@/shared/design/button';
import { Icon } from '@/shared/design/icon';
import { useFormat } from '@/shared/lib/use-format';
import type { PlacedWorkout, PlanWeek } from '@/shared/training/plan-weeks';
import { workoutFacts } from '@/shared/training/workout-facts';
import { liftEdge } from './lift-edge';
import { otherDay } from './other-day';
import type { Planner } from './use-planner';

/** The plan on a phone: the weeks from this one on, earlier ones on demand. */
export function PlanList({ planner, plan }: { planner: Planner; plan: Plan }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [earlier, setEarlier] = useState(planner.over);
  const past = planner.weeks.filter((week) => week.state === 'done');
  const shown = earlier ? planner.weeks : planner.weeks.filter((week) => week.state !== 'done');
  return (
    <div className="flex flex-col gap-6">
      <OutsideWeeks planner={planner} />
      {past.length > 0 && !planner.over ? (
        <AppButton kind="quiet" size="small" className="self-start" onPress={() => setEarlier(!earlier)}>
          <Icon name={earlier ? 'down' : 'up'} size={16} />
          {earlier ? t('plan.hideEarlier') : t('plan.earlier', { count: past.length })}
        </AppButton>
      ) : null}
      {shown.map((week) => (
        <Week key={week.monday} week={week} planner={planner} />
      ))}
      <p className="flex flex-wrap items-center justify-between gap-x-4 rounded-action bg-act px-4 py-3.5 font-semibold text-on-act">
        <span className="max-w-full hyphens-auto">{plan.name ?? t('plan.theDay')}</span>
        <span>{format.day(plan.comp_date)}</span>
      </p>
    </div>
  );
}

/** Planned where the plan has no week: to be seen, and put right. */
export function OutsideWeeks({ planner, className = '' }: { planner: Planner; className?: string }) {
  const { t } = useTranslation();
  if (planner.outside.length === 0) return null;
  return (
    <section className={className}>
      <h2 className="mb-2 text-17">{t('plan.outside')}</h2>
      <ul className="flex flex-col gap-2">
        {planner.outside.map((placed) => (
          <Row key={placed.workout.workout_id} placed={placed} planner={planner} />
        ))}
      </ul>
    </section>
  );
}

function Week({ week, planner }: { week: PlanWeek; planner: Planner }) {
  const { t } = useTranslation();
  return (
    <section>
      <h2 className="mb-2 flex items-baseline justify-between text-17">
        {week.state === 'now' ? t('plan.thisWeek') : t('plan.week', { number: week.number })}
        <span className="font-normal font-sans text-13 text-mute">{t('plan.setCount', { count: week.sets })}</span>
      </h2>
      {week.workouts.length === 0 ? <p className="text-13 text-mute">{t('plan.emptyWeek')}</p> : null}
      <ul className="flex flex-col gap-2">
        {week.workouts.map((placed) => (
          <Row key={placed.workout.workout_id} placed={placed} planner={planner} />
        ))}
      </ul>
    </section>
  );
}

function Row({ placed, planner }: { placed: PlacedWorkout; planner: Planner }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { workout, day } = placed;
  const done = placed.doneOn !== undefined;
  const note = otherDay(placed, t, format);
  const missed = !done && workout.date < planner.today;
  const names = (workout.exercises ?? []).map((exercise) => exercise.name).join(', ') || workoutFacts(workout, t);
  return (
    <li className="@container">
      <Button
        data-workout={workout.workout_id}
        onPress={() => planner.select(workout.workout_id)}
        className={`flex min-h-17 w-full items-center gap-x-3 @max-[14rem]:flex-wrap rounded-action border border-line border-l-4 py-2.5 pr-3 pl-3.5 text-left ${liftEdge(workout)} ${done ? '' : 'bg-s1'}`}
      >
        <span className="flex w-14 shrink-0 flex-col @max-[14rem]:w-full @max-[14rem]:flex-row @max-[14rem]:gap-2">
          <span className={`text-13 ${day === planner.today ? 'font-semibold text-text' : 'text-mute'}`}>
            {format.day(day, 'weekday')}
          </span>
          <span className="text-13 text-mute">{format.day(day, 'numeric')}</span>
        </span>
        <span className="min-w-0 flex-1">
          <span className={`block hyphens-auto break-words font-semibold ${done ? 'text-mute' : ''}`}>
            {workout.title ?? t('plan.newWorkout')}
          </span>
          <span className="block truncate text-13 text-mute">{names}</span>
          {note ? <span className="block text-13 text-mute">{note}</span> : null}
        </span>
        {done ? <Icon name="check" size={18} className="text-green" /> : null}
        {done ? <span className="sr-only">{t('plan.done')}</span> : null}
        {missed ? <span className="text-12 text-mute">{t('plan.missed')}</span> : null}
      </Button>
    </li>
  );
}
