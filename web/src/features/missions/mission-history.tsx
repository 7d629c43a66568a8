import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useFreshness } from '@/features/freshness/use-freshness';
import type { MissionHistory as History, Mission, MissionMove } from '@/shared/api/contract';
import { useFormat } from '@/shared/lib/use-format';
import { refresh, useObject } from '@/sync/objects';
import { useSession } from '@/sync/session';

/** The server's own id, where dates moved a mission. */
const SYSTEM = '7a9e0000-0000-4000-8000-000000000001';
const REASONS_OF_DATES = ['prep_start has come', 'event_start has come', 'event_end is over'] as const;

/** Every move of the mission: who or what made it, when, and why. The newest first. */
export function MissionHistory({ mission }: { mission: Mission }) {
  const { t } = useTranslation();
  const id = mission.mission_id;
  const read = useObject<History>('mission_history', id);
  const { unread } = useFreshness('mission_history', read, id);
  // A move changes the mission, and with it what is to be told here.
  const known = useRef(mission.state);
  useEffect(() => {
    if (known.current === mission.state) return;
    known.current = mission.state;
    void refresh('mission_history', id).catch(() => {});
  }, [mission.state, id]);
  const moves = [...(read.value?.moves ?? [])].reverse();
  return (
    <section aria-labelledby="mission-history">
      <h2 id="mission-history" className="mb-2 text-17">
        {t('missions.history.title')}
      </h2>
      {moves.length > 0 ? (
        <ol className="border-line border-l">
          {moves.map((move) => (
            <Entry key={move.version} move={move} />
          ))}
        </ol>
      ) : (
        <p className="text-mute">
          {t(unread === 'failed' && mission.version > 0 ? 'missions.history.unread' : 'missions.history.none')}
        </p>
      )}
    </section>
  );
}

function Entry({ move }: { move: MissionMove }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { user } = useSession();
  const byDates = REASONS_OF_DATES.find((one) => one === move.reason);
  const isSystem = move.actor_id === SYSTEM;
  const who = isSystem
    ? t('missions.history.bySystem')
    : move.actor_id === user?.id
      ? t('missions.history.byYou')
      : t('missions.history.byAdmin');
  const why =
    isSystem && byDates
      ? t(`missions.history.dates.${byDates.slice(0, byDates.indexOf(' ')) as 'prep_start'}`)
      : move.reason;
  return (
    <li className="relative pb-4 pl-4 last:pb-0">
      <span aria-hidden="true" className="absolute top-1.5 -left-1 size-2 rounded-full bg-text" />
      <p className="font-medium">
        {t('missions.history.step', { from: t(`missions.states.${move.from}`), to: t(`missions.states.${move.to}`) })}
      </p>
      <p className="text-13 text-mute">
        {format.instant(new Date(move.at))} · {who}
      </p>
      {why ? <p className="mt-0.5 break-words text-15">{why}</p> : null}
    </li>
  );
}
