import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Workout } from '@/shared/api/contract';
import { Card } from '@/shared/design/card';
import type { Day } from '@/shared/lib/dates';
import { useFormat } from '@/shared/lib/use-format';
import { type DoneWeek, doneWeeks } from './done-weeks';

const WEEKS = 12;
const HEIGHT = 72;

/** The last weeks as they were trained; one is always said in numbers, this one until another is touched. */
export function WeeksChart({ workouts, today }: { workouts: Workout[]; today: Day }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [chosen, setChosen] = useState(WEEKS - 1);
  const weeks = doneWeeks(workouts, today, WEEKS, format.unit);
  // Who rides or runs has no sets to count.
  const inHours = weeks.every((week) => week.sets === 0) && weeks.some((week) => week.hours > 0);
  const sizeOf = (week: DoneWeek) => (inHours ? week.hours : week.sets);
  const most = Math.max(...weeks.map(sizeOf), 1);
  const week = weeks[chosen];
  const nameOf = (monday: Day, at: number) =>
    at === WEEKS - 1 ? t('history.weeks.this') : t('history.weeks.of', { day: format.day(monday, 'numeric') });
  const volumeOf = (volume: number) => `${format.number(volume, 0)}\u00a0${format.unit}`;
  const touch = (event: React.PointerEvent<HTMLDivElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const at = Math.floor(((event.clientX - left) / width) * WEEKS);
    if (weeks[at]?.known) setChosen(at);
  };
  return (
    <Card>
      <p className="text-13 text-mute">{week ? nameOf(week.monday, chosen) : ''}</p>
      <p className="mt-1 flex flex-wrap items-baseline gap-x-4 gap-y-1">
        {inHours ? (
          <span>
            <span className="num text-28">{format.number(week?.hours ?? 0, 1)}</span>{' '}
            <span className="text-13 text-mute">{t('history.hoursWord')}</span>
          </span>
        ) : (
          <>
            <span>
              <span className="num text-28">{week?.sets}</span>{' '}
              <span className="text-13 text-mute">{t('history.setsWord', { count: week?.sets ?? 0 })}</span>
            </span>
            <span>
              <span className="num text-28">{format.number(week?.volume ?? 0, 0)}</span>{' '}
              <span className="text-13 text-mute">{format.unit}</span>
            </span>
          </>
        )}
      </p>
      <p aria-hidden="true" className="mt-3 text-12 text-mute">
        {t(inHours ? 'history.weeks.hours' : 'history.weeks.unit')}
      </p>
      <div
        aria-hidden="true"
        data-bars
        onPointerDown={touch}
        onPointerMove={touch}
        className="mt-1 flex cursor-pointer touch-pan-y items-end gap-1"
        style={{ height: HEIGHT }}
      >
        {weeks.map((one, at) => (
          <span key={one.monday} className="flex h-full flex-1 items-end">
            {one.known ? (
              <span
                className={`w-full origin-bottom animate-[fill_200ms_ease-out] rounded-mark ${at === chosen ? 'bg-act' : 'bg-edge'}`}
                style={{ height: `max(3px, ${(sizeOf(one) / most) * 100}%)` }}
              />
            ) : null}
          </span>
        ))}
      </div>
      <p aria-hidden="true" className="mt-1.5 flex flex-wrap justify-between gap-x-3 text-12 text-mute">
        <span>{format.day(weeks[0]?.monday ?? today, 'numeric')}</span>
        <span>{t('history.weeks.this')}</span>
      </p>
      <div className="sr-only">
        <table>
          <caption>{t('history.weeks.title')}</caption>
          <tbody>
            {weeks.map(({ monday, sets, volume, hours, known }, at) =>
              known ? (
                <tr key={monday}>
                  <th scope="row">{nameOf(monday, at)}</th>
                  {inHours ? (
                    <td>{`${format.number(hours, 1)} ${t('history.hoursWord')}`}</td>
                  ) : (
                    <>
                      <td>{t('history.sets', { count: sets })}</td>
                      <td>{volumeOf(volume)}</td>
                    </>
                  )}
                </tr>
              ) : null,
            )}
          </tbody>
        </table>
      </div>
    </Card>
  );
}
