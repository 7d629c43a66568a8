import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Plan, Weekday } from '@/shared/api/contract';
import { Card } from '@/shared/design/card';
import { Icon } from '@/shared/design/icon';
import { addDays, type Day, mondayOf } from '@/shared/lib/dates';
import { liftOfWorkout } from '@/shared/training/lifts';
import { type DoneOn, placeWorkouts } from '@/shared/training/plan-weeks';

const WEEKDAYS: Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const MARKS = { squat: 'bg-red', bench: 'bg-blue', deadlift: 'bg-green', other: 'bg-edge' };

interface Props {
  plan: Plan;
  today: Day;
  doneOn: DoneOn;
}

/** The seven days around today: what is planned on each, and what was done on it. */
export function WeekStrip({ plan, today, doneOn }: Props) {
  const { t } = useTranslation();
  const monday = mondayOf(today);
  const placed = placeWorkouts(plan, doneOn);
  return (
    <Card className="@container px-1.5 py-2.5">
      <ol aria-label={t('plan.thisWeek')} className="grid grid-cols-7">
        {WEEKDAYS.map((weekday, at) => {
          const day = addDays(monday, at);
          const here = placed.filter((one) => one.day === day);
          const done = [...doneOn].find(([, on]) => on === day)?.[0];
          const first = here.find((one) => !one.doneOn) ?? here[0];
          const face = (
            <>
              <WeekdayName name={t(`common.days.${weekday}`)} />
              <span
                className={`num text-17 ${day === today ? 'rounded-full bg-act px-2 py-1.5 text-on-act @max-[15rem]:px-1' : 'py-1.5'}`}
              >
                {Number(day.slice(8))}
              </span>
              <span className="flex h-4 items-center gap-0.5">
                {day === plan.comp_date ? <span className="h-4 w-1 rounded-mark bg-red" /> : null}
                {done ? <Icon name="check" size={15} className="text-green" /> : null}
                {first && !first.doneOn ? (
                  <span className={`h-1.5 w-5 rounded-full ${MARKS[liftOfWorkout(first.workout) ?? 'other']}`} />
                ) : null}
              </span>
            </>
          );
          const look = 'flex min-h-18 flex-col items-center justify-between rounded-field py-1.5';
          return (
            <li key={weekday} aria-current={day === today ? 'date' : undefined}>
              {first ? (
                <Link
                  to="/plan"
                  search={{ plan: plan.plan_id, workout: first.workout.workout_id }}
                  className={`${look} transition-colors hover:bg-s2`}
                >
                  {face}
                  <span className="sr-only">
                    {here
                      .map(
                        ({ workout, doneOn }) =>
                          `${workout.title ?? t('plan.newWorkout')}${doneOn ? `, ${t('plan.done')}` : ''}`,
                      )
                      .join('; ')}
                  </span>
                </Link>
              ) : done ? (
                <Link
                  to="/history/$workoutId"
                  params={{ workoutId: done }}
                  className={`${look} transition-colors hover:bg-s2`}
                >
                  {face}
                  <span className="sr-only">{t('plan.done')}</span>
                </Link>
              ) : (
                <div className={look}>{face}</div>
              )}
            </li>
          );
        })}
      </ol>
    </Card>
  );
}

/** Two letters where large letters leave no room for more; said in full all the same. */
function WeekdayName({ name }: { name: string }) {
  return (
    <span className="text-12 text-mute">
      <span className="@max-[15rem]:sr-only">{name}</span>
      <span aria-hidden="true" className="hidden @max-[15rem]:inline">
        {name.slice(0, 2)}
      </span>
    </span>
  );
}
