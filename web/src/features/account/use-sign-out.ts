import { useRouter } from '@tanstack/react-router';
import { queries } from '@/shared/lib/queries';
import { useAction } from '@/shared/lib/use-action';
import { api } from '@/sync/api-client';
import { signOut } from '@/sync/session';

export type SignOutKind = 'here' | 'everywhere' | 'erase';

/** Leaves nothing of this person in the memory of the page. */
export function useSignOut() {
  const router = useRouter();
  const path = () => router.latestLocation.pathname;
  return useAction(async (kind: SignOutKind) => {
    const from = path();
    if (kind === 'everywhere') await api('/auth/logout-all', { method: 'POST' });
    await signOut({ erase: kind === 'erase' });
    queries.clear();
    // The server may have taken its time, and the person has gone on from the door.
    if ([from, '/sign-in'].includes(path())) await router.navigate({ to: '/sign-in', replace: true });
  });
}
