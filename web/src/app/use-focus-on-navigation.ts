import { useRouterState } from '@tanstack/react-router';
import { useEffect, useState } from 'react';

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** Somebody comes to search: the page's search has the keyboard. */
    toSearch?: boolean;
  }
}

/** After a change of page, a screen reader and the keyboard start at its content. */
export function useFocusOnNavigation(): void {
  // Not before the new page is there: the old one takes the keyboard with it.
  const { pathname, state } = useRouterState({ select: (router) => router.resolvedLocation ?? router.location });
  const [first] = useState(pathname);
  const stays = pathname === first || state.toSearch;
  useEffect(() => {
    if (pathname && !stays) document.getElementById('content')?.focus({ preventScroll: true });
  }, [pathname, stays]);
}
