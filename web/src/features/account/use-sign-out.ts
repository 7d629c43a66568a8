import { useNavigate } from '@tanstack/react-router';
import { queries } from '@/shared/lib/queries';
import { useAction } from '@/shared/lib/use-action';
import { api } from '@/sync/api-client';
import { signOut } from '@/sync/session';

export type SignOutKind = 'here' | 'everywhere' | 'erase';

/** Leaves nothing of this person in the memory of the page. */
export function useSignOut() {
  const navigate = useNavigate();
  return useAction(async (kind: SignOutKind) => {
    if (kind === 'everywhere') await api('/auth/logout-all', { method: 'POST' });
    await signOut({ erase: kind === 'erase' });
    queries.clear();
    await navigate({ to: '/sign-in', replace: true });
  });
}
