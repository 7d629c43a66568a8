import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { buttonClass } from '@/shared/design/button-class';
import { Page } from '@/shared/design/page';
import { EmptyState, Skeleton } from '@/shared/design/states';
import { Session } from './session';
import { useBegin } from './use-begin';
import { useWorkoutSession } from './use-session';

/** One workout: begun when its page is opened, gone on with after any interruption. */
export function SessionPage() {
  const { t } = useTranslation();
  const { workoutId } = useParams({ from: '/home/train/$workoutId' });
  const { free } = useSearch({ from: '/home/train/$workoutId' });
  const session = useWorkoutSession(workoutId);
  const navigate = useNavigate();
  const beginning = useBegin(session, workoutId, free === true);
  const { loaded, draft, finished, planned } = session;
  if (draft)
    return <Session session={session} draft={draft} onLeave={(over) => navigate({ to: '/', replace: over })} />;
  if (!loaded || beginning) {
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
