import { useMutation } from '@tanstack/react-query';
import { api } from '@/sync/api-client';

export interface Registration {
  email: string;
  password: string;
  display_name?: string;
  locale: string;
}

export function useRegister() {
  return useMutation({
    mutationFn: async (registration: Registration) => {
      const time_zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
      await api('/auth/register', { method: 'POST', body: { ...registration, time_zone } });
    },
  });
}
