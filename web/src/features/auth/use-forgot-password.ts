import { useAction } from '@/shared/lib/use-action';
import { api } from '@/sync/api-client';

export function useForgotPassword() {
  return useAction(async (email: string) => {
    await api('/auth/password/forgot', { method: 'POST', body: { email } });
  });
}
