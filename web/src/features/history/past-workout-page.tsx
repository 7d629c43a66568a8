import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { KeptParts } from '@/features/conflict/kept-parts-list';
import { ObjectNotices } from '@/features/conflict/object-notices';
import { StaleBanner } from '@/features/freshness/stale-banner';
import { UnreadState } from '@/features/freshness/unread-state';
import { useFreshness } from '@/features/freshness/use-freshness';
import { useTitles } from '@/features/plans/use-titles';
import { useWorkout } from '@/features/workouts/use-workout';
import { dayOf } from '@/features/workouts/workout-day';
import type { Workout } from '@/shared/api/contract';
import { announce } from '@/shared/design/announcer';
import { BackLink } from '@/shared/design/back-link';
import { Button } from '@/shared/design/button';
import { buttonClass } from '@/shared/design/button-class';
import { ConfirmDeletion } from '@/shared/design/confirm-deletion';
import { Page } from '@/shared/design/page';
import { EmptyState, Skeleton } from '@/shared/design/states';
import { formatClock } from '@/shared/lib/duration';
import { useFormat } from '@/shared/lib/use-format';
import { deleteWorkout } from './delete-workout';
import { DoneExerciseCard } from './done-exercise';
import { doneTotals } from './done-totals';
import { EditPastWorkout } from './edit-past-workout';
import { takeWorkout } from './take-workout';

export function PastWorkoutPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const navigate = useNavigate();
  const { workoutId } = useParams({ from: '/home/history/$workoutId' });
  const read = useWorkout(workoutId);
  const freshness = useFreshness('workout', read, workoutId);
  const titleOf = useTitles();
  const [editing, setEditing] = useState(false);
  const [deleting, setDeleting] = useState(false);
  const { value: workout, loaded } = read;
  const notices = (
    <ObjectNotices
      kind="workout"
      id={workoutId}
      read={read}
      onDecided={(id) => navigate({ to: '/history/$workoutId', params: { workoutId: id }, replace: true })}
    />
  );
  if (!workout?.done) {
    return (
      <Page title={t('history.title')} hideTitle>
        {notices}
        {freshness.unread ? (
          <UnreadState freshness={freshness} />
        ) : loaded ? (
          <EmptyState icon="history" title={t('history.notHere.title')} text={t('history.notHere.text')}>
            <Link to="/history" className={buttonClass('action', 'small')}>
              {t('history.title')}
            </Link>
          </EmptyState>
        ) : (
          <Skeleton label={t('common.loading')} first="h-24" rows={4} />
        )}
      </Page>
    );
  }
  const { done } = workout;
  const { sets, volume } = doneTotals(done.exercises_summary, format.unit);
  const numbers: [string, string, string][] = [[t('history.duration'), formatClock(done.duration_seconds), '']];
  if (sets > 0) {
    numbers.push([t('history.setsTitle'), String(sets), '']);
    numbers.push([t('history.volume'), format.number(volume, 0), format.unit]);
  }
  if (done.rpe_summary) numbers.push([t('history.effort'), format.number(done.rpe_summary), '']);
  const remove = async () => {
    await deleteWorkout(workout);
    announce(t('history.deleted'));
    await navigate({ to: '/history' });
  };
  return (
    <Page title={titleOf(workout)} lead={format.day(dayOf(workout))} back={<BackLink to="/history" phone />}>
      <StaleBanner freshness={freshness} />
      {notices}
      <dl className="mb-5 flex flex-wrap gap-x-8 gap-y-3">
        {numbers.map(([name, value, unit]) => (
          <div key={name}>
            <dt className="text-13 text-mute">{name}</dt>
            <dd className="mt-1">
              <span className="num text-28">{value}</span>
              {unit ? <span className="ml-1 text-13 text-mute">{unit}</span> : null}
            </dd>
          </div>
        ))}
      </dl>
      {editing ? (
        <EditPastWorkout workoutId={workoutId} done={done} onDone={() => setEditing(false)} />
      ) : (
        <>
          <div className="flex flex-col gap-3">
            {done.exercises_summary.map((exercise, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: an exercise may stand twice in a workout
              <DoneExerciseCard key={at} exercise={exercise} />
            ))}
            {done.notes ? (
              <section className="rounded-card border border-line bg-s1 px-4.5 py-3.5">
                <h2 className="mb-1.5 text-17">{t('history.notes')}</h2>
                <p className="whitespace-pre-wrap">{done.notes}</p>
              </section>
            ) : null}
          </div>
          <div className="mt-6">
            <KeptParts<Workout>
              kind="workout"
              id={workoutId}
              now={workout}
              name={t('queue.conflict.theWorkout')}
              onTake={(next, on) => takeWorkout(on, next).then(() => announce(t('history.saved')))}
            />
          </div>
          <div className="mt-6 flex flex-wrap gap-2.5">
            <Button kind="ghost" size="small" onPress={() => setEditing(true)}>
              {t('history.edit')}
            </Button>
            <Button kind="warn" size="small" onPress={() => setDeleting(true)}>
              {t('history.delete')}
            </Button>
          </div>
        </>
      )}
      <ConfirmDeletion
        title={t('history.deleteTitle')}
        isOpen={deleting}
        onClose={() => setDeleting(false)}
        onDelete={remove}
      >
        {t('history.deleteText')}
      </ConfirmDeletion>
    </Page>
  );
}
