import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '@/shared/design/announcer';
import { Banner } from '@/shared/design/banner';
import { Button, IconButton } from '@/shared/design/button';
import { Card } from '@/shared/design/card';
import { dock } from '@/shared/design/dock';
import { Page } from '@/shared/design/page';
import { focusInvalid } from '@/shared/form/focus-invalid';
import { formatClock } from '@/shared/lib/duration';
import { EnduranceLine } from '@/shared/training/endurance-line';
import { useBusy } from '@/sync/busy';
import { ExercisePanel } from './exercise-panel';
import { FinishFlow } from './finish-flow';
import { FirstExercise } from './first-exercise';
import { RestBar } from './rest-bar';
import { addExercise, currentSet, type SessionDraft } from './session-draft';
import { SessionTools } from './session-tools';
import { useNow } from './use-now';
import type { useWorkoutSession } from './use-session';
import { useTick } from './use-tick';
import { useWakeLock } from './use-wake-lock';

interface Props {
  session: ReturnType<typeof useWorkoutSession>;
  draft: SessionDraft;
  /** `over`: there is nothing to come back to. */
  onLeave: (over: boolean) => void;
}

/** The workout in the hall: one exercise in view, one tap for a set, the rest below. */
export function Session({ session, draft, onLeave }: Props) {
  const { t } = useTranslation();
  const nowMs = useNow();
  const [finishing, setFinishing] = useState(false);
  const inView = useRef<HTMLDivElement>(null);
  useBusy(true);
  useWakeLock(true);
  const tickSet = useTick(session, draft);
  const { exercises } = draft;
  const exercise = exercises[draft.at];
  const title = draft.title ?? t('workout.freeTitle');
  const { endurance, notes } = session.planned?.workout ?? {};
  const following = exercises.findIndex((one, at) => at !== draft.at && currentSet(one) >= 0);
  const finishedHere = exercise !== undefined && currentSet(exercise) < 0;
  /** A number that cannot be is put right first: another one would count than is seen. */
  const isWrong = () => inView.current !== null && focusInvalid(inView.current);
  const goTo = (at: number) => {
    if (isWrong()) return;
    session.setDraft((old) => ({ ...old, at }));
    window.scrollTo(0, 0);
  };
  const finish = () => isWrong() || setFinishing(true);
  const allDone = (exercises.length > 0 || endurance !== undefined) && exercises.every((one) => currentSet(one) < 0);
  const hasNext = finishedHere && following >= 0;
  const { elsewhere } = session;
  const seconds = elsewhere?.duration_seconds ?? (nowMs - Date.parse(draft.started_at)) / 1000;
  return (
    <Page title={title} hideTitle>
      <div ref={inView} className="pb-[calc(var(--dock)+2rem)]">
        <header className="mb-3 flex flex-wrap items-center gap-1">
          <IconButton icon="back" label={t('workout.leave')} onPress={() => onLeave(false)} className="-ml-3" />
          <div className="max-w-full flex-1 basis-[9rem]">
            <p className="line-clamp-2 text-13 text-mute">
              {exercises.length > 0 ? t('workout.of', { title, at: draft.at + 1, total: exercises.length }) : null}
            </p>
            <h2 className="text-28">{exercise?.name ?? title}</h2>
          </div>
          <span role="img" aria-label={t('workout.elapsed')} className="num mr-1 text-[1.625rem] text-mute">
            {formatClock(seconds)}
          </span>
          {exercises.length > 1 ? (
            <>
              <IconButton
                icon="up"
                label={t('workout.previous')}
                isDisabled={draft.at === 0}
                onPress={() => goTo(draft.at - 1)}
                className="size-13"
              />
              <IconButton
                icon="down"
                label={t('workout.next')}
                isDisabled={draft.at >= exercises.length - 1}
                onPress={() => goTo(draft.at + 1)}
                className="-mr-3 size-13"
              />
            </>
          ) : null}
        </header>
        {elsewhere ? (
          <Banner icon="check">
            <b className="block font-semibold">{t('today.elsewhere')}</b>
            {t('workout.elsewhereText')}
          </Banner>
        ) : null}
        {notes ? <p className="mb-3 whitespace-pre-line text-15">{notes}</p> : null}
        {endurance ? (
          <Card className="mb-3 py-2">
            <EnduranceLine endurance={endurance} />
          </Card>
        ) : null}
        {exercise ? (
          <ExercisePanel
            key={`${draft.at}-${exercise.name}`}
            session={session}
            draft={draft}
            exercise={exercise}
            onTick={tickSet}
          />
        ) : endurance ? null : (
          <FirstExercise known={session.known} onChoose={(name) => session.setDraft((old) => addExercise(old, name))} />
        )}
        <SessionTools session={session} draft={draft} exercise={exercise} onFinish={allDone ? undefined : finish} />
      </div>
      <div
        ref={dock}
        className="fixed inset-x-0 bottom-0 z-30 border-line border-t bg-s1 pb-[env(safe-area-inset-bottom)] has-[>:empty]:hidden lg:left-[13rem]"
      >
        <div className="page-margin mx-auto flex max-w-160 flex-col gap-3 py-3">
          {draft.rest ? (
            <RestBar rest={draft.rest} onChange={(rest) => session.setDraft((old) => ({ ...old, rest }))} />
          ) : null}
          {hasNext ? (
            <Button onPress={() => goTo(following)}>
              {t('workout.nextNamed', { name: exercises[following]?.name ?? '' })}
            </Button>
          ) : null}
          {allDone ? <Button onPress={finish}>{t('workout.finish')}</Button> : null}
        </div>
      </div>
      <FinishFlow
        session={session}
        draft={draft}
        isOpen={finishing}
        onClose={() => setFinishing(false)}
        onFinished={(sets) => {
          announce(t('workout.kept', { count: sets }));
          onLeave(true);
        }}
        onDiscarded={() => {
          announce(t('workout.discarded'));
          onLeave(true);
        }}
      />
    </Page>
  );
}
