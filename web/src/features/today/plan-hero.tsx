import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Plan } from '@/shared/api/contract';
import { type Day, daysBetween } from '@/shared/lib/dates';
import { useFormat } from '@/shared/lib/use-format';
import type { PlanWeek } from '@/shared/training/plan-weeks';
import { DaysLeft, GoalTotal, Weeks } from './hero-parts';

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
        <DaysLeft days={daysBetween(today, plan.comp_date)} />
        <GoalTotal total={goalTotal} />
      </div>
      <Weeks start={plan.start_date} weeks={weeks} taper={taper} today={today} />
    </Link>
  );
}
