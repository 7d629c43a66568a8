import type { Tokens } from '@/shared/api/contract';
import { useAction } from '@/shared/lib/use-action';
import { api } from '@/sync/api-client';
import { signIn } from '@/sync/session';
import { spendLinkToken } from './link-token';

/** Spends the link's token and signs in. */
export function useVerify() {
  return useAction(async (verification: { token: string; stay_signed_in: boolean }) => {
    const { data } = await spendLinkToken(() => api<Tokens>('/auth/verify', { method: 'POST', body: verification }));
    await signIn(data);
  });
}
