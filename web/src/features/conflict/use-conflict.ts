import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { queries } from '@/shared/lib/queries';
import { conflictOf } from '@/sync/conflict-choice';
import type { QueueItem } from '@/sync/outbox';

/** Both sides of one conflict; null when there is nothing to decide (yet). */
export function useConflict(item: QueueItem) {
  return useQuery(
    {
      queryKey: ['conflict', item.id, JSON.stringify(item.conflict)],
      queryFn: () => conflictOf(item),
      enabled: item.conflict !== null,
      placeholderData: keepPreviousData,
      gcTime: 0,
    },
    queries,
  );
}
