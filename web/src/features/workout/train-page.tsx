import { Link, type LinkProps, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { DisputedNotice } from '@/features/conflict/disputed-notice';
import { StaleBanner } from '@/features/freshness/stale-banner';
import { UnreadState } from '@/features/freshness/unread-state';
import { useFreshness } from '@/features/freshness/use-freshness';
import type { PlannedWorkout } from '@/shared/api/contract';
import { Button } from '@/shared/design/button';
import { buttonClass } from '@/shared/design/button-class';
import { CardList } from '@/shared/design/card';
import { Icon } from '@/shared/design/icon';
import { Page } from '@/shared/design/page';
import { EmptyState, Skeleton } from '@/shared/design/states';
import { newId } from '@/shared/lib/ids';
import { useFormat } from '@/shared/lib/use-format';
import { WorkoutFace } from '@/shared/training/workout-face';
import { workoutFacts } from '@/shared/training/workout-facts';
import { useUpcoming } from './use-upcoming';

/** Where a workout is picked: the one under way, today's, the next ones, or none of them. */
export function TrainPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const { today, ahead, missed, running, over, loaded, plans, planOf } = useUpcoming();
  const freshness = useFreshness('plan', plans);
  if (!loaded) {
    return (
      <Page title={t('workout.title')}>
        <Skeleton label={t('common.loading')} first="h-20" rows={4} />
      </Page>
    );
  }
  const nothing = today.length + ahead.length + missed.length + running.length === 0;
  const textOf = (workout: PlannedWorkout) => `${format.day(workout.date)} · ${workoutFacts(workout, t)}`;
  return (
    <Page title={t('workout.title')} wide>
      <div className="mx-auto max-w-160 lg:max-w-none">
        <StaleBanner freshness={freshness} />
        <div className="grid grid-cols-1 items-start gap-6 lg:grid-cols-2 lg:gap-x-4">
          <div className="flex flex-col gap-6">
            {running.length > 0 ? (
              <Rows title={t('workout.inProgress')}>
                {running.map((draft) => (
                  <Row
                    key={draft.workout_id}
                    to="/train/$workoutId"
                    params={{ workoutId: draft.workout_id }}
                    title={draft.title ?? t('workout.freeTitle')}
                    text={
                      over.has(draft.workout_id)
                        ? t('today.elsewhere')
                        : t('today.running', { time: format.instant(new Date(draft.started_at)) })
                    }
                    hot
                  />
                ))}
              </Rows>
            ) : null}
            {today.map((workout) => (
              <section key={workout.workout_id}>
                <WorkoutFace workout={workout} lead={t('workout.today')}>
                  <DisputedNotice planId={planOf.get(workout.workout_id)} workoutId={workout.workout_id} />
                  <Link
                    to="/train/$workoutId"
                    params={{ workoutId: workout.workout_id }}
                    className={buttonClass(running.length === 0 ? 'action' : 'ghost', 'big', 'mt-2 w-full')}
                  >
                    {t('workout.start')}
                  </Link>
                </WorkoutFace>
              </section>
            ))}
            {nothing && freshness.unread ? (
              <UnreadState freshness={freshness} />
            ) : nothing ? (
              <EmptyState icon="plan" title={t('workout.nothing')} text={t('workout.nothingText')}>
                <Link to="/plan/new" className={buttonClass('action', 'small')}>
                  {t('plan.empty.go')}
                </Link>
              </EmptyState>
            ) : null}
            <Free />
          </div>
          <div className="flex flex-col gap-6">
            <Planned title={t('workout.comingUp')} workouts={ahead} planOf={planOf} textOf={textOf} />
            <Planned title={t('workout.missed')} workouts={missed} planOf={planOf} textOf={textOf} />
          </div>
        </div>
      </div>
    </Page>
  );
}

/** A workout without a plan. */
function Free() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <section className="flex flex-col gap-3">
      <Button
        kind="ghost"
        onPress={() => navigate({ to: '/train/$workoutId', params: { workoutId: newId() }, search: { free: true } })}
      >
        <Icon name="plus" size={18} />
        {t('workout.open')}
      </Button>
      <p className="text-13 text-mute">{t('workout.openText')}</p>
    </section>
  );
}

interface PlannedProps {
  title: string;
  workouts: PlannedWorkout[];
  planOf: ReadonlyMap<string, string>;
  textOf: (workout: PlannedWorkout) => string;
}

/** Opened to be looked at: what begins a workout is a button that says so. */
function Planned({ title, workouts, planOf, textOf }: PlannedProps) {
  const { t } = useTranslation();
  if (workouts.length === 0) return null;
  return (
    <Rows title={title}>
      {workouts.map((workout) => (
        <Row
          key={workout.workout_id}
          to="/plan"
          search={{ plan: planOf.get(workout.workout_id), workout: workout.workout_id }}
          title={workout.title ?? t('plan.newWorkout')}
          text={textOf(workout)}
        />
      ))}
    </Rows>
  );
}

function Rows({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section>
      <h2 className="mb-2.5 text-17">{title}</h2>
      <CardList label={title}>{children}</CardList>
    </section>
  );
}

interface RowProps extends Pick<LinkProps, 'to' | 'params' | 'search'> {
  title: string;
  text: string;
  hot?: boolean;
}

function Row({ title, text, hot = false, ...target }: RowProps) {
  return (
    <li>
      <Link {...target} className="flex min-h-18 items-center gap-4 px-4.5 py-3 transition-colors hover:bg-s2">
        <span className="min-w-0 flex-1">
          <span className="block break-words font-semibold">{title}</span>
          <span className="block text-13 text-mute">{text}</span>
        </span>
        <span
          className={
            hot
              ? 'grid size-11 place-items-center rounded-full bg-act text-on-act'
              : 'grid size-11 place-items-center text-mute'
          }
        >
          <Icon name="forward" size={18} />
        </span>
      </Link>
    </li>
  );
}
