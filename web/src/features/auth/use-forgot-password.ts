import { useMutation } from '@tanstack/react-query';
import { api } from '@/sync/api-client';

export function useForgotPassword() {
  return useMutation({
    mutationFn: async (email: string) => {
      await api('/auth/password/forgot', { method: 'POST', body: { email } });
    },
  });
}
