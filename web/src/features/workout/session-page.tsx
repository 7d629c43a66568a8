import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '@/shared/design/announcer';
import { buttonClass } from '@/shared/design/button-class';
import { Page } from '@/shared/design/page';
import { EmptyState, Skeleton } from '@/shared/design/states';
import { now } from '@/sync/clock';
import { Session } from './session';
import { fromPlan } from './session-draft';
import { startWorkout } from './start-workout';
import { useWorkoutSession } from './use-session';

/** One workout: begun when its page is opened, gone on with after any interruption. */
export function SessionPage() {
  const { t } = useTranslation();
  const { workoutId } = useParams({ from: '/home/train/$workoutId' });
  const { free } = useSearch({ from: '/home/train/$workoutId' });
  const session = useWorkoutSession(workoutId);
  const navigate = useNavigate();
  const begun = useRef('');
  const underWay = useRef('');
  const { loaded, draft, finished, planned } = session;
  if (draft) underWay.current = workoutId;
  // What was under way and is no more has ended, here or in another tab: it is not begun a second time.
  const ended = !draft && underWay.current === workoutId;
  const canBegin = loaded && !draft && !finished && !ended && (planned !== null || free === true);
  useEffect(() => {
    if (!canBegin || begun.current === workoutId) return;
    begun.current = workoutId;
    const startedAt = now().toISOString();
    const empty = { workout_id: workoutId, date: startedAt.slice(0, 10) };
    const fresh = session.fresh(startedAt) ?? fromPlan(empty, undefined, t('workout.freeTitle'), startedAt);
    session
      .store(fresh)
      .then(() => startWorkout(fresh))
      .catch(() => announce(t('common.storage.failed'), { tone: 'error' }));
  }, [canBegin, session, workoutId, t]);
  if (draft) return <Session session={session} draft={draft} onLeave={() => navigate({ to: '/' })} />;
  if (!loaded || canBegin) {
    return (
      <Page title={t('workout.title')} hideTitle>
        <Skeleton label={t('common.loading')} first="h-40" rows={5} />
      </Page>
    );
  }
  return (
    <Page title={t('workout.title')} hideTitle>
      {finished ? (
        <EmptyState icon="check" title={t('workout.alreadyDone')} text={planned?.workout.title ?? ''}>
          <Link to="/history/$workoutId" params={{ workoutId }} className={buttonClass('action', 'small')}>
            {t('workout.see')}
          </Link>
        </EmptyState>
      ) : (
        <EmptyState icon="train" title={t('workout.gone.title')} text={t('workout.gone.text')}>
          <Link to="/train" className={buttonClass('action', 'small')}>
            {t('workout.title')}
          </Link>
        </EmptyState>
      )}
    </Page>
  );
}
