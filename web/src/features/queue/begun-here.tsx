import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useSessionDrafts } from '@/features/workout/use-session-drafts';
import { CardList } from '@/shared/design/card';
import { Icon } from '@/shared/design/icon';

/** Workouts under way: what was ticked is on this device alone until they are finished. */
export function BegunHere() {
  const { t } = useTranslation();
  const begun = useSessionDrafts();
  if (begun.length === 0) return null;
  return (
    <section aria-labelledby="begun-here" className="mt-7">
      <h2 id="begun-here" className="text-17">
        {t('queue.begun.title')}
      </h2>
      <p className="mt-1 mb-3 text-13 text-mute">{t('queue.begun.text')}</p>
      <CardList label={t('queue.begun.title')}>
        {begun.map(({ workout_id, title, exercises }) => {
          const count = exercises.flatMap(({ sets }) => sets).filter(({ done_at }) => done_at).length;
          return (
            <li key={workout_id}>
              <Link
                to="/train/$workoutId"
                params={{ workoutId: workout_id }}
                className="flex min-h-14 items-center gap-3 px-4.5 py-3 transition-colors hover:bg-s2"
              >
                <span className="min-w-0 flex-1">
                  <span className="block hyphens-auto break-words font-medium">
                    {title || exercises[0]?.name || t('history.untitled')}
                  </span>
                  <span className="block text-13 text-mute">{t('queue.begun.ticked', { count })}</span>
                </span>
                <Icon name="forward" size={18} className="text-mute" />
              </Link>
            </li>
          );
        })}
      </CardList>
    </section>
  );
}
