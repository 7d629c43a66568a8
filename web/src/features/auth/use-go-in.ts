import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { localPath } from '@/shared/lib/local-path';
import { useSession } from '@/sync/session';

/** Who has a reason to be at the door while signed in: a new password (which signs all out), or a link for another address. */
const REASONS = ['reset', 'another'];

/** Whoever is signed in already goes on into the app. */
export function useGoIn(): void {
  const navigate = useNavigate();
  const { status } = useSession();
  const { next, notice } = useSearch({ strict: false }) as { next?: string; notice?: string };
  const goesIn = status === 'signed-in' && !REASONS.includes(notice ?? '');
  useEffect(() => {
    if (goesIn) void navigate({ href: localPath(next), replace: true });
  }, [goesIn, next, navigate]);
}
