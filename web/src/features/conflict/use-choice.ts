import type { TFunction } from 'i18next';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeepPlace } from '@/features/plans/use-keep-place';
import { announce } from '@/shared/design/announcer';
import type { ConflictSides } from '@/sync/conflict-choice';
import type { Side } from '@/sync/merge';
import type { QueueItem } from '@/sync/outbox';
import { StorageError } from '@/sync/storage-health';
import { resolveConflict } from './resolve-conflict';

interface Tap {
  /** What the person saw when they tapped. */
  on: ConflictSides;
  at: string;
  side: Side;
}

/** One tap at a time: the next counts once what it led to is shown. */
export function useChoice(
  { id, objectKind, objectId: from }: QueueItem,
  sides: ConflictSides | null | undefined,
  onDecided?: (objectId: string) => void,
) {
  const { t } = useTranslation();
  const keepPlace = useKeepPlace();
  const last = useRef<Tap | null>(null);
  const [tap, setTap] = useState<Tap | null>(null);
  const note = (next: Tap | null) => {
    last.current = next;
    setTap(next);
  };
  const choose = async (side: Side, paths?: string[]) => {
    if (!sides || last.current?.on === sides) return;
    note({ on: sides, at: String(paths), side });
    try {
      const objectId = await resolveConflict(id, side, sides, paths);
      if (!objectId) return;
      announce(keptText(sides, side, t));
      await keepPlace(objectKind, from, objectId);
      onDecided?.(objectId);
    } catch (error) {
      const why = error instanceof StorageError ? 'common.storage.failed' : 'common.error.network';
      announce(t(why), { tone: 'error' });
      note(null);
    }
  };
  /** The side that was tapped and is being written. */
  const pendingAt = (paths?: string[]) => (tap?.on === sides && tap?.at === String(paths) ? tap.side : undefined);
  return { choose, pendingAt };
}

/** Where what was not taken is to be found. */
function keptText({ kind, mine, theirs }: ConflictSides, side: Side, t: TFunction): string {
  if (mine === null || theirs === null) {
    const left = (side === 'mine' ? mine : theirs) === null;
    return t(
      left ? 'queue.conflict.decided.deleted' : theirs === null ? 'queue.kept.back' : 'queue.conflict.decided.stays',
    );
  }
  if (kind === 'plan') return t('queue.conflict.decided.plan');
  if (kind === 'workout') return t('queue.conflict.decided.workout');
  if (kind === 'machine_note') return t('queue.conflict.decided.note');
  if (kind === 'mission' || kind === 'mission_stage') return t(`queue.conflict.decided.${kind}`);
  if (kind === 'equipment_prefs') return t('queue.conflict.decided.gyms');
  return t(kind === 'settings' ? 'queue.conflict.decided.training' : 'queue.conflict.decided.settings');
}
