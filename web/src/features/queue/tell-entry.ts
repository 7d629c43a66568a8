import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { type Change, editDataOf, tellChanges } from '@/features/conflict/tell-changes';
import type { Write } from '@/features/conflict/write-side';
import { useTitles } from '@/features/plans/use-titles';
import { dayOf } from '@/features/workouts/workout-day';
import type { Workout } from '@/shared/api/contract';
import { eventName } from '@/shared/i18n/event-name';
import { useFormat } from '@/shared/lib/use-format';
import type { QueueEntry } from '@/sync/outbox';
import { labelOf } from './label-of';

/** One thing that waits, as the person who did it would tell it. */
export interface TellingOf {
  what: string;
  /** The thing it is about. */
  about: string;
  /** What was changed in it. */
  lines: string[];
  /** Changes beyond those. */
  more: number;
}

const MAX_LINES = 4;

export function useTellEntry(): (entry: QueueEntry) => TellingOf {
  const { t } = useTranslation();
  const format = useFormat();
  const titleOf = useTitles();
  return (entry) => {
    const { objectKind, before, after } = entry;
    const all =
      before && after ? tellChanges(objectKind, ...dataOf(entry), format, t).flatMap((one) => said(one, t)) : [];
    const standing = after ?? before;
    const about =
      objectKind === 'workout' && standing ? aboutWorkout(standing as Workout, titleOf, format) : labelOf(entry);
    return {
      what: eventName(entry.eventType, t),
      about,
      lines: all.slice(0, MAX_LINES),
      more: Math.max(0, all.length - MAX_LINES),
    };
  };
}

const dataOf = ({ objectKind, before, after }: QueueEntry) =>
  [editDataOf(objectKind, before), editDataOf(objectKind, after)] as const;

function aboutWorkout(workout: Workout, titleOf: (workout: Workout) => string, write: Write): string {
  const day = workout.start_timestamp || workout.done || workout.completed_at ? write.day(dayOf(workout)) : '';
  return [titleOf(workout), day].filter(Boolean).join(' · ');
}

/** "Squat day · Mon 30 November · Title: Squat day → Heavy squats"; of what was not there before: "Notes (new): Left knee". */
function said({ told, is }: Change, t: TFunction): string[] {
  if (is !== 'other') return [t(`queue.told.${is}`, { what: told.what })];
  return told.differences.map(({ what, mine, theirs, isNew }) => {
    const where = [told.isPart ? told.what : '', what].filter(Boolean).join(' · ');
    if (isNew) return t('queue.told.added', { what: where, is: theirs });
    return t('queue.kept.change', { what: where, from: mine, to: theirs });
  });
}
