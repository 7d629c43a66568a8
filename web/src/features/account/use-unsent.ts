import { useQuery } from '@tanstack/react-query';
import { queries } from '@/shared/lib/queries';
import { unsentSummary } from '@/sync/session';

/** What would stay behind, looked at when somebody is about to leave. */
export function useUnsent(asked: boolean) {
  return useQuery({ queryKey: ['unsent'], queryFn: unsentSummary, enabled: asked, gcTime: 0, staleTime: 0 }, queries);
}
