import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { StaleBanner } from '@/features/freshness/stale-banner';
import { UnreadState } from '@/features/freshness/unread-state';
import { useFreshness } from '@/features/freshness/use-freshness';
import type { Mission } from '@/shared/api/contract';
import { buttonClass } from '@/shared/design/button-class';
import { CardList } from '@/shared/design/card';
import { Page } from '@/shared/design/page';
import { EmptyState, Skeleton } from '@/shared/design/states';
import { now } from '@/sync/clock';
import { useQueue } from '@/sync/outbox';
import { countdown, sortMissions } from './mission-days';
import { useMissionWords } from './use-mission-words';
import { useMissions } from './use-missions';

/** The days one trains for: those to come, and those behind. */
export function MissionsPage() {
  const { t } = useTranslation();
  const missions = useMissions();
  const freshness = useFreshness('mission', missions);
  const { ahead, behind } = sortMissions(missions.items.flatMap(({ value }) => value ?? []));
  const isEmpty = missions.loaded && missions.items.length === 0;
  const add = (
    <Link to="/missions/new" className={buttonClass('action', 'small')}>
      {t('missions.add')}
    </Link>
  );
  return (
    <Page title={t('missions.title')} lead={t('missions.lead')} actions={isEmpty && !freshness.unread ? null : add}>
      {freshness.unread && isEmpty ? <UnreadState freshness={freshness} /> : <StaleBanner freshness={freshness} />}
      {!missions.loaded ? <Skeleton label={t('common.loading')} first="h-20" rows={3} /> : null}
      {isEmpty && !freshness.unread ? (
        <EmptyState icon="flag" title={t('missions.empty.title')} text={t('missions.empty.text')}>
          {add}
        </EmptyState>
      ) : null}
      <Missions missions={ahead} label={t('missions.ahead')} />
      {behind.length > 0 ? <h2 className="mt-7 mb-2.5 text-17">{t('missions.behind')}</h2> : null}
      <Missions missions={behind} label={t('missions.behind')} />
    </Page>
  );
}

function Missions({ missions, label }: { missions: Mission[]; label: string }) {
  const { t } = useTranslation();
  const queue = useQueue();
  if (missions.length === 0) return null;
  return (
    <CardList label={label}>
      {missions.map((mission) => {
        const own = queue.filter(
          ({ objectKind, objectId }) => objectKind === 'mission' && objectId === mission.mission_id,
        );
        const note = own.some(({ conflict }) => conflict)
          ? { text: t('history.asked'), color: 'text-yellow' }
          : own.some(({ state }) => state === 'refused')
            ? { text: t('queue.state.refused'), color: 'text-red' }
            : own.length > 0
              ? { text: t('common.notSent'), color: 'text-yellow' }
              : null;
        return <Row key={mission.mission_id} mission={mission} note={note} />;
      })}
    </CardList>
  );
}

function Row({ mission, note }: { mission: Mission; note: { text: string; color: string } | null }) {
  const { t } = useTranslation();
  const words = useMissionWords();
  const when = countdown(mission, now());
  const days =
    mission.state === 'MISSION_COMPLETE'
      ? null
      : when.is === 'ahead'
        ? { number: String(when.days), text: t('today.days', { count: when.days }) }
        : when.is === 'now'
          ? { number: `${when.day}/${when.of}`, text: t('missions.dayNow') }
          : null;
  return (
    <li>
      <Link
        to="/missions/$missionId"
        params={{ missionId: mission.mission_id }}
        className="flex min-h-20 items-center gap-4 px-4.5 py-3 transition-colors hover:bg-s2"
      >
        <span className="min-w-0 flex-1">
          <span className="block text-13 text-mute">{words.kindAndDay(mission)}</span>
          <span className="mt-0.5 block break-words font-display font-[650] text-17">{mission.name}</span>
          <span className="mt-0.5 block text-13 text-mute">{words.state(mission)}</span>
          {note ? <span className={`block text-12 ${note.color}`}>{note.text}</span> : null}
        </span>
        {days ? (
          <span className="text-right">
            <span className="num block text-28">{days.number}</span>
            <span className="mt-1 block text-12 text-mute">{days.text}</span>
          </span>
        ) : null}
      </Link>
    </li>
  );
}
