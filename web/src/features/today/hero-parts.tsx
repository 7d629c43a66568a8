import { useTranslation } from 'react-i18next';
import { WeekBars } from '@/shared/design/week-bars';
import type { Day } from '@/shared/lib/dates';
import { useFormat } from '@/shared/lib/use-format';
import type { PlanWeek } from '@/shared/training/plan-weeks';

/** How far it is, big; nothing is counted on the day itself. */
export function DaysLeft({ days }: { days: number }) {
  const { t } = useTranslation();
  if (days === 0) return <p className="num text-46">{t('today.isToday')}</p>;
  return (
    <p className="flex items-baseline gap-2">
      <span className="num text-[min(5rem,32vw)]">{days}</span>
      <span className="text-mute">{t('today.days', { count: days })}</span>
    </p>
  );
}

/** What the three goals come to. */
export function GoalTotal({ total }: { total: number | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (!total) return null;
  return (
    <p className="ml-auto pb-1 text-right">
      <span className="num text-28">{format.number(total)}</span>
      <span className="num text-15"> {format.unit}</span>
      <span className="mt-1.5 block text-13 text-mute">{t('today.goalTotal')}</span>
    </p>
  );
}

interface WeeksProps {
  /** The first day of the plan. */
  start: Day;
  weeks: PlanWeek[];
  taper: Day | null;
  today: Day;
}

/** The weeks that lead to the day, and where in them it is now. */
export function Weeks({ start, weeks, taper, today }: WeeksProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const week = weeks.find((one) => one.state === 'now')?.number;
  return (
    <>
      <div className="mt-3">
        <WeekBars weeks={weeks} label={t('today.bars', { week: week ?? 0, total: weeks.length })} />
      </div>
      <p className="mt-2.5 flex flex-wrap justify-between gap-x-4 text-13 text-mute">
        <span>
          {week
            ? t('today.weekOf', { week, total: weeks.length })
            : t('today.beforeStart', { day: format.day(start, 'numeric') })}
        </span>
        {taper && taper > today ? <span>{t('today.taperFrom', { day: format.day(taper, 'numeric') })}</span> : null}
      </p>
    </>
  );
}
