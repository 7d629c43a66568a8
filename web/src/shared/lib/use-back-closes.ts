import { useRouter } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';

/** Marks the entry that stands in the browser's history while something lies over the page; there is one at most. */
const MARK = 'over_page';

const open: (() => void)[] = [];
let leaving: Promise<void> | null = null;

const isMarked = () => Boolean(window.history.state?.[MARK]);

/** Takes the marked entry back; done once the router, too, has seen the browser on the page's own. */
function leave(): Promise<void> {
  if (!leaving && isMarked()) {
    leaving = new Promise((done) => {
      const onGone = () =>
        setTimeout(() => {
          leaving = null;
          done();
        });
      window.addEventListener('popstate', onGone, { once: true });
    });
    window.history.back();
  }
  return leaving ?? Promise.resolve();
}

/** Brings the history to what is on the screen. What closes and what opens in one turn keep one entry. */
async function settle(): Promise<void> {
  await leaving;
  if (open.length === 0) return leave();
  // Past the router: its page is the same.
  if (!isMarked()) History.prototype.pushState.call(window.history, { ...window.history.state, [MARK]: true }, '');
}

function onPop() {
  if (leaving) return;
  if (!isMarked()) open.at(-1)?.();
  // Come upon after a reload or by Forward: nothing lies over the page any more.
  else if (open.length === 0) void leave();
}

/** Back closes what lies over the page instead of leaving it. Closed in any other way, it leaves no trace in the history. */
export function useBackCloses(isOpen: boolean, onClose: () => void): void {
  const router = useRouter();
  const newest = useRef(onClose);
  newest.current = onClose;
  useEffect(() => {
    // The same listener every time, so there is one; it outlives whoever was last closed.
    window.addEventListener('popstate', onPop);
    if (!isOpen) {
      void settle();
      return;
    }
    const close = () => newest.current();
    open.push(close);
    const unblock = router.history.block({
      enableBeforeUnload: false,
      // Where the page is left from here, the next one comes after it and not after the mark.
      blockerFn: async ({ action }) => {
        if (action === 'PUSH' || action === 'REPLACE') await leave();
        return false;
      },
    });
    void settle();
    return () => {
      open.splice(open.indexOf(close), 1);
      void settle().then(unblock);
    };
  }, [isOpen, router]);
}
