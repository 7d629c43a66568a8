import { useAction } from '@/shared/lib/use-action';
import { api } from '@/sync/api-client';

export function useResetPassword() {
  return useAction(async (reset: { token: string; new_password: string }) => {
    await api('/auth/password/reset', { method: 'POST', body: reset });
  });
}
