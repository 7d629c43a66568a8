import { useLocation, useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** The step of a form that lies one Back away. */
    cameFrom?: number;
  }
}

interface Form {
  /** Its page. */
  page: '/onboarding' | '/missions/new';
  count: number;
  /** Where Back leads from the first step. */
  before: '/me' | '/missions';
}

/** The step of a form in the address (from 1 there, from 0 here), so that Back goes to the one before. */
export function useStep({ page, count, before }: Form) {
  const navigate = useNavigate();
  const { history } = useRouter();
  const { step = 1 } = useSearch({ strict: false });
  const { cameFrom } = useLocation().state;
  const at = Math.min(step, count) - 1;
  const shown = useRef(at);
  useEffect(() => {
    if (shown.current === at) return;
    shown.current = at;
    document.getElementById('content')?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, [at]);
  const stepTo = (next: number, how: { replace?: boolean; state?: { cameFrom: number } }) =>
    void navigate({ to: page, search: next > 0 ? { step: next + 1 } : {}, ...how });
  return {
    at,
    go: (next: number) => stepTo(next, { state: { cameFrom: at } }),
    back: () => {
      if (at === 0) void navigate({ to: before });
      else if (cameFrom === at - 1) history.back();
      // Opened here by its address, or sent here to fill a gap.
      else stepTo(at - 1, { replace: true });
    },
  };
}
