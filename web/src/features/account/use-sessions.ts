import { useQuery } from '@tanstack/react-query';
import type { DeviceSession, Page } from '@/shared/api/contract';
import { queries } from '@/shared/lib/queries';
import { api } from '@/sync/api-client';

export const SESSIONS = ['sessions'];

export function useSessions() {
  return useQuery(
    {
      queryKey: SESSIONS,
      queryFn: async ({ signal }) => {
        const { data } = await api<Page<DeviceSession> | DeviceSession[]>('/auth/sessions', { signal });
        return Array.isArray(data) ? data : data.items;
      },
    },
    queries,
  );
}
