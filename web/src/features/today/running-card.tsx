import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { SessionDraft } from '@/features/workout/session-draft';
import { buttonClass } from '@/shared/design/button-class';
import { Card } from '@/shared/design/card';
import { useFormat } from '@/shared/lib/use-format';

/** A workout that was begun and not finished is the first thing to see. `elsewhere`: it was finished on another device. */
export function RunningCard({ session, elsewhere }: { session: SessionDraft; elsewhere: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const sets = session.exercises.flatMap((exercise) => exercise.sets);
  const done = sets.filter((set) => set.done_at).length;
  return (
    <Card>
      <p className="text-13 text-mute">
        {elsewhere ? t('today.elsewhere') : t('today.running', { time: format.time(new Date(session.started_at)) })}
      </p>
      <div className="mt-1 mb-4 flex items-baseline justify-between gap-4">
        <h2 className="text-22">{session.title ?? t('plan.newWorkout')}</h2>
        <p>
          <span className="num text-22">{done}</span>
          <span className="text-mute"> / {t('plan.setCount', { count: sets.length })}</span>
        </p>
      </div>
      <Link
        to="/train/$workoutId"
        params={{ workoutId: session.workout_id }}
        className={buttonClass('action', 'big', 'w-full')}
      >
        {t('today.goOn')}
      </Link>
    </Card>
  );
}
