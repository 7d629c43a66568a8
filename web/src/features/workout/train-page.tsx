import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { StaleBanner } from '@/features/freshness/stale-banner';
import { useFreshness } from '@/features/freshness/use-freshness';
import { Button } from '@/shared/design/button';
import { CardList } from '@/shared/design/card';
import { Icon } from '@/shared/design/icon';
import { Page } from '@/shared/design/page';
import { EmptyState, Skeleton } from '@/shared/design/states';
import { newId } from '@/shared/lib/ids';
import { useFormat } from '@/shared/lib/use-format';
import { setCount } from '@/shared/training/lifts';
import { useSessionDrafts } from './use-session-drafts';
import { useUpcoming } from './use-upcoming';

/** Where a workout is picked: the one under way, today's, the next ones, or none of them. */
export function TrainPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const format = useFormat();
  const running = useSessionDrafts();
  const { workouts, today, loaded, plans } = useUpcoming();
  const freshness = useFreshness('plan', plans);
  if (!loaded) {
    return (
      <Page title={t('workout.title')}>
        <Skeleton label={t('common.loading')} first="h-20" rows={4} />
      </Page>
    );
  }
  const planned = workouts.filter((workout) => !running.some((draft) => draft.workout_id === workout.workout_id));
  return (
    <Page title={t('workout.title')}>
      <StaleBanner freshness={freshness} />
      {running.length > 0 ? (
        <section className="mb-6">
          <h2 className="mb-2.5 text-17">{t('workout.inProgress')}</h2>
          <CardList>
            {running.map((draft) => (
              <Row
                key={draft.workout_id}
                id={draft.workout_id}
                title={draft.title}
                text={t('today.running', { time: format.instant(new Date(draft.started_at)) })}
                hot
              />
            ))}
          </CardList>
        </section>
      ) : null}
      {planned.length > 0 ? (
        <section className="mb-6">
          <h2 className="mb-2.5 text-17">{t('workout.comingUp')}</h2>
          <CardList>
            {planned.map((workout) => (
              <Row
                key={workout.workout_id}
                id={workout.workout_id}
                title={workout.title ?? t('plan.newWorkout')}
                text={`${workout.date === today ? t('workout.today') : format.day(workout.date)} · ${t('plan.setCount', { count: setCount(workout.exercises) })}`}
                hot={workout.date === today && running.length === 0}
              />
            ))}
          </CardList>
        </section>
      ) : running.length === 0 ? (
        <div className="mb-6">
          <EmptyState icon="plan" title={t('workout.nothing')} text={t('workout.nothingText')}>
            <Button kind="ghost" size="small" onPress={() => navigate({ to: '/plan/new' })}>
              {t('plan.empty.go')}
            </Button>
          </EmptyState>
        </div>
      ) : null}
      <section className="flex flex-col items-start gap-3">
        <p className="text-mute">{t('workout.openText')}</p>
        <Button
          kind="ghost"
          onPress={() => navigate({ to: '/train/$workoutId', params: { workoutId: newId() }, search: { free: true } })}
        >
          <Icon name="plus" size={18} />
          {t('workout.open')}
        </Button>
      </section>
    </Page>
  );
}

function Row({ id, title, text, hot }: { id: string; title: string; text: string; hot: boolean }) {
  return (
    <li>
      <Link
        to="/train/$workoutId"
        params={{ workoutId: id }}
        className="flex min-h-18 items-center gap-4 px-4.5 py-3 transition-colors hover:bg-s2"
      >
        <span className="min-w-0 flex-1">
          <span className="block truncate font-semibold">{title}</span>
          <span className="block text-13 text-mute">{text}</span>
        </span>
        <span
          className={`grid size-11 place-items-center rounded-full ${hot ? 'bg-act text-on-act' : 'border border-edge text-mute'}`}
        >
          <Icon name="forward" size={18} />
        </span>
      </Link>
    </li>
  );
}
