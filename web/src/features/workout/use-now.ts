import { useEffect, useState } from 'react';
import { now } from '@/sync/clock';

/** The corrected time, once a second, and at once when the page comes back to sight. */
export function useNow(active = true): number {
  const [ms, setMs] = useState(() => now().getTime());
  useEffect(() => {
    if (!active) return;
    const look = () => setMs(now().getTime());
    look();
    const timer = setInterval(look, 1000);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [active]);
  return ms;
}
