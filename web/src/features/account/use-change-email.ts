import { useAction } from '@/shared/lib/use-action';
import { api } from '@/sync/api-client';

/** Asks for another address; it holds once the link that is sent there was opened. */
export function useChangeEmail() {
  return useAction(async (wanted: { email: string; password: string }) => {
    await api('/auth/email/change', { method: 'POST', body: wanted });
  });
}
