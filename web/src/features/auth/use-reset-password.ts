import { useMutation } from '@tanstack/react-query';
import { api } from '@/sync/api-client';

export function useResetPassword() {
  return useMutation({
    mutationFn: async (reset: { token: string; new_password: string }) => {
      await api('/auth/password/reset', { method: 'POST', body: reset });
    },
  });
}
