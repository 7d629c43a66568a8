import { Link } from '@tanstack/react-router';
import { countdown, nextStep, todayOf } from '@/features/missions/mission-days';
import { useMissionWords } from '@/features/missions/use-mission-words';
import { useStages } from '@/features/missions/use-stages';
import type { Mission, Plan } from '@/shared/api/contract';
import { buttonClass } from '@/shared/design/button-class';
import { Icon } from '@/shared/design/icon';
import { toDay } from '@/shared/lib/dates';
import type { PlanWeek } from '@/shared/training/plan-weeks';
import { now } from '@/sync/clock';
import { DaysLeft, GoalTotal, Weeks } from './hero-parts';

interface Props {
  mission: Mission;
  /** The plan that leads up to it, and its weeks. */
  plan: Plan | undefined;
  weeks: PlanWeek[];
  taper: string | null;
  goalTotal: number | null;
}

/** The mission: its state, how far its day is where it takes place, and what to do next for it. */
export function MissionHero({ mission, plan, weeks, taper, goalTotal }: Props) {
  const words = useMissionWords();
  const instant = now();
  const when = countdown(mission, instant);
  const here = todayOf(mission, instant);
  return (
    <section aria-label={mission.name} className="rounded-card border border-line bg-s1">
      <Link
        to="/missions/$missionId"
        params={{ missionId: mission.mission_id }}
        className="block rounded-card px-4.5 py-4 transition-colors hover:bg-s2/50"
      >
        <div className="flex items-start justify-between gap-3">
          <div className="min-w-0">
            <p className="text-13 text-mute">{words.kindAndDay(mission)}</p>
            <h2 className="mt-1 text-22">{mission.name}</h2>
          </div>
          <span className="mt-0.5 shrink-0 rounded-tag bg-s2 px-2 py-1 text-12 text-mute">{words.state(mission)}</span>
        </div>
        <div className="mt-4.5 flex flex-wrap items-end justify-between gap-4">
          {when.is === 'ahead' ? <DaysLeft days={when.days} /> : <p className="num text-46">{words.inEvent(when)}</p>}
          {mission.mission_type === 'powerlifting_meet' ? <GoalTotal total={goalTotal} /> : null}
        </div>
        {plan && weeks.length > 0 ? <Weeks start={plan.start_date} weeks={weeks} taper={taper} today={here} /> : null}
        {here === toDay(instant) ? null : <p className="mt-2 text-13 text-mute">{words.elsewhere(mission)}</p>}
      </Link>
      <NextStep mission={mission} plan={plan} />
    </section>
  );
}

function NextStep({ mission, plan }: Pick<Props, 'mission' | 'plan'>) {
  const words = useMissionWords();
  const { mission_id: missionId } = mission;
  const stages = useStages(missionId).items.flatMap(({ value }) => value ?? []);
  const next = nextStep(mission, plan, stages, now());
  if (!next) return null;
  const where =
    next.is === 'plan'
      ? ({ to: '/plan/new', search: { mission: missionId } } as const)
      : next.is === 'meet'
        ? ({ to: '/meet/$meetId', params: { meetId: missionId } } as const)
        : ({ to: '/missions/$missionId', params: { missionId } } as const);
  return (
    <div className="px-4.5 pb-4">
      <Link {...where} className={buttonClass(next.is === 'meet' ? 'action' : 'ghost', 'small', 'w-full')}>
        {words.next(next)}
        <Icon name="forward" size={18} />
      </Link>
    </div>
  );
}
