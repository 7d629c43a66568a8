import { useNavigate, useParams, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWakeLock } from '@/features/workout/use-wake-lock';
import type { Lift } from '@/shared/api/contract';
import { announce } from '@/shared/design/announcer';
import { IconButton } from '@/shared/design/button';
import { Page } from '@/shared/design/page';
import { EmptyState, Skeleton } from '@/shared/design/states';
import { useFormat } from '@/shared/lib/use-format';
import { LIFTS_OF } from '@/shared/training/meet';
import { useBusy } from '@/sync/busy';
import { now } from '@/sync/clock';
import { AttemptDock } from './attempt-dock';
import { AttemptSheet } from './attempt-sheet';
import { LiftRow } from './lift-row';
import { corrected, isOver, type MeetDraft, withPlanned, withResult } from './meet-draft';
import { Numbers } from './numbers';
import { Ranks } from './ranks';
import { ResultCard } from './result-card';
import { SetupSheet } from './setup-sheet';
import { useMeet } from './use-meet';
import { WarmUps } from './warm-ups';

/** The day on the platform: nine attempts, the next one under the thumb; all of it without a network. */
export function MeetPage() {
  const { t } = useTranslation();
  const { meetId } = useParams({ from: '/home/meet/$meetId' });
  const meet = useMeet(meetId);
  if (meet.loaded && meet.day) return <Meet meetId={meetId} meet={meet} day={meet.day} />;
  return (
    <Page title={t('meet.title')}>
      {meet.loaded ? (
        <EmptyState icon="train" title={t('missions.gone.title')} text={t('missions.gone.text')} />
      ) : (
        <Skeleton label={t('common.loading')} first="h-28" rows={4} />
      )}
    </Page>
  );
}

function Meet({ meetId, meet, day }: { meetId: string; meet: ReturnType<typeof useMeet>; day: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const navigate = useNavigate();
  const { history } = useRouter();
  const { draft, setDraft, store, settings } = meet;
  const [open, setOpen] = useState<{ lift: Lift; at: number } | null>(null);
  const [setup, setSetup] = useState(false);
  useBusy(true);
  useWakeLock(!isOver(draft));
  const keep = (make: (old: MeetDraft) => MeetDraft) =>
    store(make).catch(() => announce(t('common.storage.failed'), { tone: 'error' }));
  const name = meet.name ?? t('meet.title');
  const weightClass = settings.value?.settings.target_weight_class;
  const lifts = LIFTS_OF[draft.event];
  const result = (lift: Lift, grams: number, good: boolean) =>
    keep((old) => withResult(old, lift, { grams, good }, now()));
  return (
    <Page title={name} hideTitle wide>
      <header className="mb-4 flex flex-wrap items-center gap-1">
        <IconButton
          icon="back"
          label={t('common.back')}
          className="-ml-3"
          onPress={() => (history.canGoBack() ? history.back() : void navigate({ to: '/' }))}
        />
        <div className="min-w-0 flex-1 basis-[9rem]">
          <p className="break-words font-display font-[650] text-17">{name}</p>
          <p className="text-13 text-mute">{[weightClass, format.day(day)].filter(Boolean).join(' · ')}</p>
        </div>
        <IconButton icon="gear" label={t('meet.setup.title')} onPress={() => setSetup(true)} />
      </header>
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-x-6 gap-y-5 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="flex flex-col gap-5">
          {lifts.map((lift) => (
            <LiftRow key={lift} draft={draft} lift={lift} onOpen={(of, at) => setOpen({ lift: of, at })} />
          ))}
          {isOver(draft) ? null : (
            <AttemptDock
              draft={draft}
              onMean={(lift, at, grams) => keep((old) => withPlanned(old, lift, at, grams))}
              onHandIn={() => keep((old) => ({ ...old, declareBy: undefined }))}
              onResult={result}
            />
          )}
          <Numbers draft={draft} />
        </div>
        <div className="flex flex-col gap-7">
          {isOver(draft) ? null : (
            <WarmUps
              draft={draft}
              lift={draft.at}
              onFlight={(time) => setDraft((old) => ({ ...old, flights: { ...old.flights, [old.at]: time } }))}
            />
          )}
          <Ranks draft={draft} onChange={(rivals) => setDraft((old) => ({ ...old, rivals }))} />
          <ResultCard meetId={meetId} draft={draft} day={day} settings={settings.value} />
        </div>
      </div>
      {open ? (
        <AttemptSheet
          draft={draft}
          lift={open.lift}
          at={open.at}
          onMean={(grams) => keep((old) => withPlanned(old, open.lift, open.at, grams))}
          onCorrect={(good) => keep((old) => corrected(old, open.lift, open.at, good))}
          onGo={() => keep((old) => ({ ...old, at: open.lift, declareBy: undefined }))}
          onClose={() => setOpen(null)}
        />
      ) : null}
      {setup ? (
        <SetupSheet
          draft={draft}
          onChange={(part) => setDraft((old) => ({ ...old, ...part }))}
          onClose={() => setSetup(false)}
        />
      ) : null}
    </Page>
  );
}
