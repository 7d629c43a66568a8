import { queries } from '@/shared/lib/queries';
import { useAction } from '@/shared/lib/use-action';
import { api } from '@/sync/api-client';
import { SESSIONS } from './use-sessions';

export function useRevokeSession() {
  return useAction(async (id: string) => {
    try {
      await api(`/auth/sessions/${id}`, { method: 'DELETE' });
    } finally {
      await queries.invalidateQueries({ queryKey: SESSIONS });
    }
  });
}
