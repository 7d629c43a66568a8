import { useAction } from '@/shared/lib/use-action';
import { api } from '@/sync/api-client';
import { spendLinkToken } from './link-token';

export function useResetPassword() {
  return useAction(async (reset: { token: string; new_password: string }) => {
    await spendLinkToken(() => api('/auth/password/reset', { method: 'POST', body: reset }));
  });
}
