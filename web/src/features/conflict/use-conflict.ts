import { useQuery } from '@tanstack/react-query';
import { queries } from '@/shared/lib/queries';
import { conflictOf } from '@/sync/conflict-choice';
import type { QueueItem } from '@/sync/outbox';

/** Both sides of one conflict; null when there is nothing to decide (yet). */
export function useConflict(item: QueueItem) {
  return useQuery(
    {
      queryKey: ['conflict', item.id, item.conflict?.paths.join(' ')],
      queryFn: () => conflictOf(item),
      enabled: item.conflict !== null,
      gcTime: 0,
    },
    queries,
  );
}
