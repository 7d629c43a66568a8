import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api } from '@/sync/api-client';
import { signOut } from '@/sync/session';

export type SignOutKind = 'here' | 'everywhere' | 'erase';

/** Leaves nothing of this person in the memory of the page. */
export function useSignOut() {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: async (kind: SignOutKind) => {
      if (kind === 'everywhere') await api('/auth/logout-all', { method: 'POST' });
      await signOut({ erase: kind === 'erase' });
    },
    onSuccess: async () => {
      queries.clear();
      await navigate({ to: '/sign-in', replace: true });
    },
  });
}
