import { useRef, useSyncExternalStore } from 'react';
import { type ConflictSides, conflictOf } from '@/sync/conflict-choice';
import { laneOf, laneRows } from '@/sync/database';
import { useWatch } from '@/sync/live';
import type { QueueItem } from '@/sync/outbox';
import { currentSession, onSession } from '@/sync/session-store';

/**
 * Both sides of one conflict as they are now: read again whenever either of them changes. null: not read yet, or nothing
 * to decide. Once decided, what was shown last stays until the card goes.
 */
export function useConflict(item: QueueItem): ConflictSides | null {
  const { id, objectKind, objectId } = item;
  const store = useSyncExternalStore(onSession, () => currentSession().store);
  const last = useRef<ConflictSides | null>(null);
  const sides = useWatch<unknown, ConflictSides | null>(
    `${store?.userId}:conflict:${id}`,
    async () =>
      store && [
        await laneRows(store, laneOf(objectKind, objectId)),
        await store.db.objects.get([store.userId, objectKind, objectId]),
      ],
    async () => (store ? conflictOf(item) : null),
    null,
  );
  if (sides) last.current = sides;
  return last.current;
}
