import { useAction } from '@/shared/lib/use-action';
import { api } from '@/sync/api-client';
import { refreshProfile } from '@/sync/session';
import { spendLinkToken } from './link-token';

/** Spends the link's token: from then on the account has the new address, here too. */
export function useConfirmEmail() {
  return useAction(async (token: string) => {
    await spendLinkToken(() => api('/auth/email/confirm', { method: 'POST', body: { token } }));
    await refreshProfile();
  });
}
