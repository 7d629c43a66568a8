import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Plan, Weekday } from '@/shared/api/contract';
import { addDays, type Day } from '@/shared/lib/dates';
import { useFormat } from '@/shared/lib/use-format';
import type { PlanWeek } from '@/shared/training/plan-weeks';
import type { Planner } from './use-planner';
import { WorkoutChip } from './workout-chip';

const WEEKDAYS: Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
/** Beside an open workout the days need the room more than the sums do. */
const GRID = 'grid grid-cols-[repeat(7,minmax(0,1fr))_5.5rem] @max-[48rem]:grid-cols-7';
const SUM = '@max-[48rem]:hidden';

/** All weeks of the plan under each other; a workout can be dragged to another day, or given another date in its panel. */
export function PlanCalendar({ planner, plan }: { planner: Planner; plan: Plan }) {
  const { t } = useTranslation();
  const format = useFormat();
  // Who rides or runs has no sets to count.
  const inHours = planner.weeks.every((week) => week.sets === 0) && planner.weeks.some((week) => week.hours > 0);
  const sizeOf = (week: PlanWeek) => (inHours ? week.hours : week.sets);
  const most = Math.max(...planner.weeks.map(sizeOf), 1);
  const current = useRef<HTMLTableRowElement>(null);
  useEffect(() => {
    // Newer browsers answer with a promise, which must not be taken for this effect's clean-up.
    void current.current?.scrollIntoView({ block: 'center' });
  }, []);
  return (
    <table aria-label={t('plan.calendar')} className="@container block overflow-clip rounded-[14px] border border-line">
      <thead className="sticky top-19 z-10 block border-line border-b bg-ink">
        <tr className={GRID}>
          {WEEKDAYS.map((day) => (
            <th key={day} scope="col" className="px-2 py-1.5 text-left font-normal text-12 text-mute">
              {t(`common.days.${day}`)}
            </th>
          ))}
          <th scope="col" className={`px-2 py-1.5 text-left font-normal text-12 text-mute ${SUM}`}>
            {t(inHours ? 'plan.hours' : 'plan.sets')}
          </th>
        </tr>
      </thead>
      <tbody className="block">
        {planner.weeks.map((week) => (
          <tr
            key={week.monday}
            ref={week.state === 'now' ? current : undefined}
            className={`${GRID} divide-x divide-line border-line border-b last:border-b-0 @max-[48rem]:[&>td:nth-child(7)]:border-r-0`}
          >
            {WEEKDAYS.map((weekday, at) => (
              <DayCell
                key={weekday}
                day={addDays(week.monday, at)}
                first={at === 0 && week.number === 1}
                week={week}
                planner={planner}
                plan={plan}
              />
            ))}
            <td className={`block min-h-26 p-2 ${SUM}`}>
              <span className="num text-[1.25rem]">{sizeOf(week) ? format.number(sizeOf(week), 1) : '–'}</span>
              <span
                aria-hidden="true"
                className={`mt-2.5 block h-2 rounded-full ${week.state === 'now' ? 'bg-act' : 'bg-edge'}`}
                style={{ width: `${(sizeOf(week) / most) * 100}%` }}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface CellProps {
  day: Day;
  first: boolean;
  week: PlanWeek;
  planner: Planner;
  plan: Plan;
}

function DayCell({ day, first, week, planner, plan }: CellProps) {
  const format = useFormat();
  const isMeet = day === plan.comp_date;
  const startsMonth = first || day.endsWith('-01');
  return (
    <td
      className="block min-h-26 min-w-0 p-2 @max-[48rem]:px-1"
      onDragOver={(event) => !planner.over && day >= plan.start_date && day <= plan.comp_date && event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        const workout = plan.workouts.find((one) => one.workout_id === event.dataTransfer.getData('text/plain'));
        if (workout && workout.date !== day) void planner.move(plan, workout, day);
      }}
    >
      <span
        className={
          day === planner.today
            ? 'num inline-grid min-w-6 place-items-center rounded-full bg-act px-1.5 py-1 text-13 text-on-act'
            : 'text-13 text-mute'
        }
        aria-current={day === planner.today ? 'date' : undefined}
      >
        {startsMonth ? format.day(day, 'numeric') : Number(day.slice(8))}
      </span>
      {isMeet ? (
        <p className="mt-1.5 hyphens-auto rounded-[7px] bg-act px-2 py-1.5 font-semibold text-12 text-on-act leading-tight">
          {plan.name ?? format.day(day, 'numeric')}
        </p>
      ) : null}
      {week.workouts
        .filter((placed) => placed.day === day)
        .map((placed) => (
          <WorkoutChip key={placed.workout.workout_id} placed={placed} planner={planner} />
        ))}
    </td>
  );
}
