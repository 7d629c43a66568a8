import type { Registration } from '@/shared/api/contract';
import { useAction } from '@/shared/lib/use-action';
import { api } from '@/sync/api-client';

export function useRegister() {
  return useAction(async (registration: Registration) => {
    const time_zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    await api('/auth/register', { method: 'POST', body: { ...registration, time_zone } });
  });
}
