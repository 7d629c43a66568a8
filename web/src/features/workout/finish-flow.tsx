import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '@/shared/design/announcer';
import { Button } from '@/shared/design/button';
import { ConfirmSheet } from '@/shared/design/sheet';
import { discardWorkout } from './discard-workout';
import { FinishSheet } from './finish-sheet';
import { finishWorkout } from './finish-workout';
import { type SessionDraft, totals } from './session-draft';
import type { useWorkoutSession } from './use-session';

interface Props {
  session: ReturnType<typeof useWorkoutSession>;
  draft: SessionDraft;
  isOpen: boolean;
  onClose: () => void;
  onFinished: (sets: number) => void;
  onDiscarded: () => void;
}

/** The end of a workout: handed in, or thrown away after a question. */
export function FinishFlow({ session, draft, isOpen, onClose, onFinished, onDiscarded }: Props) {
  const { t } = useTranslation();
  const [sending, setSending] = useState(false);
  const [discarding, setDiscarding] = useState(false);
  const run = async (work: () => Promise<void>, after: () => void) => {
    setSending(true);
    try {
      await work();
      after();
    } catch {
      announce(t('common.storage.failed'), { tone: 'error' });
    } finally {
      setSending(false);
    }
  };
  return (
    <>
      <FinishSheet
        draft={draft}
        isOpen={isOpen && !discarding}
        onChange={(part) => session.setDraft((old) => ({ ...old, ...part }))}
        onFinish={() =>
          run(
            () => finishWorkout(draft),
            () => onFinished(totals(draft, 'kg').done),
          )
        }
        onDiscard={() => setDiscarding(true)}
        onClose={onClose}
        mayBeEmpty={session.planned?.workout.endurance !== undefined}
        isFinishing={sending}
      />
      <ConfirmSheet
        title={t('workout.discardTitle')}
        isOpen={discarding}
        onClose={() => setDiscarding(false)}
        closeLabel={t('common.close')}
        actions={
          <>
            <Button
              kind="danger"
              isPending={sending}
              // Of one that is finished elsewhere only what was done here goes.
              onPress={() =>
                run(session.elsewhere ? session.leave : () => discardWorkout(draft.workout_id), onDiscarded)
              }
            >
              {t('workout.discardGo')}
            </Button>
            <Button kind="quiet" onPress={() => setDiscarding(false)}>
              {t('common.cancel')}
            </Button>
          </>
        }
      >
        {t('workout.discardText')}
      </ConfirmSheet>
    </>
  );
}
