import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { WorkoutDone } from '@/shared/api/contract';
import type { Day } from '@/shared/lib/dates';
import { useFormat } from '@/shared/lib/use-format';
import { topSet } from './done-totals';

interface Props {
  id: string;
  day: Day;
  done: WorkoutDone;
  title: string;
  pending: boolean;
  refused: boolean;
  /** Two devices did it differently: the person is asked on its page. */
  asked: boolean;
}

/** One workout on two lines: when and what, and its heaviest set. */
export function HistoryRow({ id, day, done, title, pending, refused, asked }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const sets = done.exercises_summary.reduce((sum, exercise) => sum + exercise.sets.length, 0);
  const first = done.exercises_summary[0];
  const top = first ? topSet(first) : null;
  const facts = [
    format.day(day, 'short'),
    ...(sets > 0 ? [t('history.sets', { count: sets })] : []),
    t('history.minutes', { count: Math.round(done.duration_seconds / 60) }),
  ];
  return (
    <li>
      <Link
        to="/history/$workoutId"
        params={{ workoutId: id }}
        className="flex min-h-18 flex-wrap items-center justify-between gap-x-4 gap-y-1 px-4.5 py-3 transition-colors hover:bg-s2"
      >
        <span className="min-w-0 flex-1 basis-[11rem]">
          <span className="block hyphens-auto break-words font-semibold">{title}</span>
          <span className="block text-13 text-mute">{facts.join(' · ')}</span>
          {asked ? (
            <span className="block text-12 text-yellow">{t('history.asked')}</span>
          ) : refused ? (
            <span className="block text-12 text-red">{t('queue.state.refused')}</span>
          ) : pending ? (
            <span className="block text-12 text-yellow">{t('common.notSent')}</span>
          ) : null}
        </span>
        <span className="ml-auto text-right">
          {top ? (
            <span className="block">
              <span className="num text-22">{format.weightNumber(top.weight)}</span>
              <span className="text-13 text-mute">
                {' '}
                {format.unit} × {top.reps}
              </span>
            </span>
          ) : null}
          {done.rpe_summary ? (
            <span className="mt-1 block text-13 text-mute">
              {t('history.rpe', { rpe: format.number(done.rpe_summary) })}
            </span>
          ) : null}
        </span>
      </Link>
    </li>
  );
}
