import { useInfiniteQuery } from '@tanstack/react-query';
import type { MachineNote, MachineType, Page } from '@/shared/api/contract';
import { queries } from '@/shared/lib/queries';
import { api } from '@/sync/api-client';

/** What everybody shares, by words and kind of machine: asked of the server, a page at a time. */
export function usePublicNotes(query: string, machineType: MachineType | undefined, isAsked: boolean) {
  return useInfiniteQuery(
    {
      queryKey: ['public-machine-notes', query, machineType],
      enabled: isAsked,
      initialPageParam: '',
      queryFn: async ({ pageParam, signal }) => {
        const search = new URLSearchParams({ scope: 'public', limit: '20' });
        if (query) search.set('query', query);
        if (machineType) search.set('machine_type', machineType);
        if (pageParam) search.set('cursor', pageParam);
        return (await api<Page<MachineNote>>(`/machine-notes?${search}`, { signal })).data;
      },
      getNextPageParam: ({ next_cursor }: Page<MachineNote>) => next_cursor || undefined,
      // What was written here a moment ago is looked for again.
      staleTime: 0,
    },
    queries,
  );
}
