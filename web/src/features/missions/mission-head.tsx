import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { usePlans } from '@/features/plans/use-plans';
import type { Mission } from '@/shared/api/contract';
import { buttonClass } from '@/shared/design/button-class';
import { Card } from '@/shared/design/card';
import { useFormat } from '@/shared/lib/use-format';
import { cityOf } from '@/shared/lib/zones';
import { now } from '@/sync/clock';
import { countdown, planOf, STATES } from './mission-days';
import { useMissionWords } from './use-mission-words';

/** How far the day is, how far the mission is, and what leads there. */
export function MissionHead({ mission }: { mission: Mission }) {
  const { t } = useTranslation();
  const format = useFormat();
  const plans = usePlans().items.flatMap(({ value }) => value ?? []);
  const plan = planOf(mission, plans);
  const when = countdown(mission, now());
  const words = useMissionWords();
  const isOver = mission.state === 'MISSION_COMPLETE';
  const days =
    mission.event_end === mission.event_start
      ? format.day(mission.event_start)
      : t('missions.days', { from: format.day(mission.event_start), to: format.day(mission.event_end) });
  return (
    <Card>
      <p className="text-13 text-mute">{t(`missions.kinds.${mission.mission_type}`)}</p>
      <p className="mt-0.5 font-medium">{days}</p>
      <p className="text-13 text-mute">{t('missions.clocks', { city: cityOf(mission.timezone) })}</p>
      {isOver ? null : when.is === 'ahead' ? (
        <p className="mt-4 flex items-baseline gap-2">
          <span className="num text-[min(5rem,32vw)]">{when.days}</span>
          <span className="text-mute">{t('today.days', { count: when.days })}</span>
        </p>
      ) : (
        <p className="num mt-4 text-46">{words.inEvent(when)}</p>
      )}
      <Progress mission={mission} />
      <div className="mt-4 flex flex-wrap gap-2.5">
        {mission.mission_type === 'powerlifting_meet' ? (
          <Link
            to="/meet/$meetId"
            params={{ meetId: mission.mission_id }}
            className={buttonClass(when.is === 'now' ? 'action' : 'ghost', 'small')}
          >
            {t('missions.meetDay')}
          </Link>
        ) : null}
        {plan ? (
          <Link to="/plan" search={{ plan: plan.plan_id }} className={buttonClass('ghost', 'small')}>
            {t('missions.toPlan')}
          </Link>
        ) : when.is === 'ahead' ? (
          <Link to="/plan/new" search={{ mission: mission.mission_id }} className={buttonClass('action', 'small')}>
            {t('missions.nextStep.plan')}
          </Link>
        ) : null}
      </div>
    </Card>
  );
}

/** The four states in a row: what is behind, where it is, what is to come. */
function Progress({ mission }: { mission: Mission }) {
  const { t } = useTranslation();
  const at = STATES.indexOf(mission.state);
  return (
    <ol aria-label={t('missions.progress')} className="mt-4 grid grid-cols-4 gap-1.5">
      {STATES.map((state, place) => (
        <li key={state} aria-current={place === at ? 'step' : undefined} className="min-w-0">
          <span
            aria-hidden="true"
            className={`block h-1.5 rounded-full ${place < at ? 'bg-act' : place === at ? 'bg-act' : 'bg-s2'}`}
          />
          <span
            className={`mt-1.5 block hyphens-auto break-words text-12 ${place === at ? 'font-semibold text-text' : 'text-mute'}`}
          >
            {t(`missions.states.${state}`)}
          </span>
        </li>
      ))}
    </ol>
  );
}
