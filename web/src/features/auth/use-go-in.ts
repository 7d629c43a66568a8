import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { localPath } from '@/shared/lib/local-path';
import { useSession } from '@/sync/session';

/** Who is signed in is not asked again at the door; after a new password everybody is, known to this page or not yet. */
export function useGoIn(): void {
  const navigate = useNavigate();
  const { status } = useSession();
  const { next, notice } = useSearch({ strict: false }) as { next?: string; notice?: string };
  const goesIn = status === 'signed-in' && notice !== 'reset';
  useEffect(() => {
    if (goesIn) void navigate({ href: localPath(next), replace: true });
  }, [goesIn, next, navigate]);
}
