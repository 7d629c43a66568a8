import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ObjectNotices } from '@/features/conflict/object-notices';
import { StaleBanner } from '@/features/freshness/stale-banner';
import { UnreadState } from '@/features/freshness/unread-state';
import { useFreshness } from '@/features/freshness/use-freshness';
import type { Mission } from '@/shared/api/contract';
import { announce } from '@/shared/design/announcer';
import { BackLink } from '@/shared/design/back-link';
import { Button } from '@/shared/design/button';
import { buttonClass } from '@/shared/design/button-class';
import { ConfirmDeletion } from '@/shared/design/confirm-deletion';
import { Page } from '@/shared/design/page';
import { EmptyState, Skeleton } from '@/shared/design/states';
import { useObject } from '@/sync/objects';
import { deleteMission } from './delete-mission';
import { KeptMissions } from './kept-missions';
import { MissionHead } from './mission-head';
import { MissionHistory } from './mission-history';
import { MissionMoves } from './mission-moves';
import { Stages } from './stages';

/** One mission: how far it is, what its stages have come to, what moved it and why. */
export function MissionPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { missionId } = useParams({ from: '/home/missions/$missionId' });
  const read = useObject<Mission>('mission', missionId);
  const freshness = useFreshness('mission', read, missionId);
  const { value: mission, loaded, pending, deleted } = read;
  const back = <BackLink to="/missions" />;
  return (
    <Page title={mission?.name ?? t('missions.one')} back={back} wide>
      <div className="mx-auto max-w-160 lg:max-w-none">
        <StaleBanner freshness={freshness} />
        <ObjectNotices
          kind="mission"
          id={missionId}
          read={read}
          onDecided={(id) => navigate({ to: '/missions/$missionId', params: { missionId: id }, replace: true })}
        />
        {mission ? (
          <Content mission={mission} pending={pending} />
        ) : !loaded ? (
          <Skeleton label={t('common.loading')} first="h-56" rows={4} />
        ) : freshness.unread && !deleted ? (
          <UnreadState freshness={freshness} />
        ) : (
          <EmptyState icon="flag" title={t('missions.gone.title')} text={t('missions.gone.text')}>
            <Link to="/missions" className={buttonClass('action', 'small')}>
              {t('missions.title')}
            </Link>
          </EmptyState>
        )}
      </div>
    </Page>
  );
}

function Content({ mission, pending }: { mission: Mission; pending: boolean }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [deleting, setDeleting] = useState(false);
  const isMeet = mission.mission_type === 'powerlifting_meet';
  const remove = async () => {
    await deleteMission(mission);
    announce(t('missions.deleted'));
    await navigate({ to: '/missions' });
  };
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-x-6 gap-y-7 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      <div className="flex flex-col gap-7">
        <MissionHead mission={mission} />
        {isMeet ? null : <Stages mission={mission} />}
        {mission.notes ? (
          <section>
            <h2 className="mb-2 text-17">{t('missions.notes')}</h2>
            <p className="whitespace-pre-wrap break-words">{mission.notes}</p>
          </section>
        ) : null}
      </div>
      <div className="flex flex-col gap-7">
        <MissionMoves mission={mission} isSent={!pending && mission.version > 0} />
        <MissionHistory mission={mission} />
        <KeptMissions mission={mission} />
        <div className="flex flex-wrap gap-2.5">
          <Link
            to="/missions/$missionId/edit"
            params={{ missionId: mission.mission_id }}
            className={buttonClass('ghost', 'small')}
          >
            {t('missions.edit')}
          </Link>
          <Button kind="warn" size="small" onPress={() => setDeleting(true)}>
            {t('missions.delete')}
          </Button>
        </div>
      </div>
      <ConfirmDeletion
        title={t('missions.deleteTitle')}
        isOpen={deleting}
        onClose={() => setDeleting(false)}
        onDelete={remove}
      >
        {t('missions.deleteText')}
      </ConfirmDeletion>
    </div>
  );
}
