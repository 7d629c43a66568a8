import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/sync/api-client';
import { SESSIONS } from './use-sessions';

export function useRevokeSession() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (id: string) => {
      await api(`/auth/sessions/${id}`, { method: 'DELETE' });
    },
    onSettled: () => queries.invalidateQueries({ queryKey: SESSIONS }),
  });
}
