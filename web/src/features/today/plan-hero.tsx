import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Plan } from '@/shared/api/contract';
import { WeekBars } from '@/shared/design/week-bars';
import { type Day, daysBetween } from '@/shared/lib/dates';
import { useFormat } from '@/shared/lib/use-format';
import type { PlanWeek } from '@/shared/training/plan-weeks';

interface Props {
  plan: Plan;
  weeks: PlanWeek[];
  taper: Day | null;
  goalTotal: number | null;
  today: Day;
}

/** The day, how far it is, and the weeks that lead to it. */
export function PlanHero({ plan, weeks, taper, goalTotal, today }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const left = daysBetween(today, plan.comp_date);
  const week = weeks.find((one) => one.state === 'now')?.number;
  const where = week
    ? t('today.weekOf', { week, total: weeks.length })
    : t('today.beforeStart', { day: format.day(plan.start_date, 'numeric') });
  return (
    <Link
      to="/plan"
      search={{ plan: plan.plan_id }}
      className="block rounded-card border border-line bg-s1 px-4.5 py-4 transition-colors hover:border-edge"
    >
      <p className="text-13 text-mute">
        {t('today.meet')} · {format.day(plan.comp_date)}
      </p>
      <h2 className="mt-1 text-22">{plan.name ?? t('plan.untitled')}</h2>
      <div className="mt-4.5 flex flex-wrap items-end justify-between gap-4">
        {left === 0 ? (
          <p className="num text-46">{t('today.isToday')}</p>
        ) : (
          <p className="flex items-baseline gap-2">
            <span className="num text-[min(5rem,32vw)]">{left}</span>
            <span className="text-mute">{t('today.days', { count: left })}</span>
          </p>
        )}
        {goalTotal ? (
          <p className="ml-auto pb-1 text-right">
            <span className="num text-28">{format.number(goalTotal)}</span>
            <span className="num text-15"> {format.unit}</span>
            <span className="mt-1.5 block text-13 text-mute">{t('today.goalTotal')}</span>
          </p>
        ) : null}
      </div>
      <div className="mt-3">
        <WeekBars weeks={weeks} label={t('today.bars', { week: week ?? 0, total: weeks.length })} />
      </div>
      <p className="mt-2.5 flex flex-wrap justify-between gap-x-4 text-13 text-mute">
        <span>{where}</span>
        {taper && taper > today ? <span>{t('today.taperFrom', { day: format.day(taper, 'numeric') })}</span> : null}
      </p>
    </Link>
  );
}
