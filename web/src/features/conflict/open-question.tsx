import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Banner } from '@/shared/design/banner';
import { buttonClass } from '@/shared/design/button-class';
import { type QueueItem, useQueue } from '@/sync/outbox';

interface Props {
  planId: string | undefined;
  workoutId: string;
}

export function OpenQuestion({ planId, workoutId }: Props): React.ReactNode {
  const { t } = useTranslation();
  if (!useQueue().some((item) => isAbout(item, planId, workoutId))) return null;
  return (
    <div className="mt-2">
      <Banner
        action={
          <Link to="/queue" className={buttonClass('ghost', 'small')}>
            {t('queue.conflict.choose')}
          </Link>
        }
      >
        {t('queue.conflict.disputed')}
      </Banner>
    </div>
  );
}

/** Whether the question is about this workout: alone, in its plan, or with all of its plan. */
function isAbout({ conflict, objectKind, objectId }: QueueItem, planId: string | undefined, workoutId: string) {
  if (!conflict) return false;
  if (objectKind === 'workout') return objectId === workoutId;
  if (objectKind !== 'plan' || objectId !== planId) return false;
  return conflict.paths.length === 0 || conflict.paths.includes(`/workouts/${workoutId}`);
}
