// A workout, form or upload holds `busy`; a new build takes over only when nobody does.
import { useEffect } from 'react';

const BUSY = 'busy';

export function useBusy(active: boolean): void {
  useEffect(() => {
    if (!active) return;
    return holdBusy();
  }, [active]);
}

/** Returns how to let go. */
export function holdBusy(): () => void {
  let release = () => {};
  const done = new Promise<void>((resolve) => {
    release = resolve;
  });
  void globalThis.navigator?.locks?.request(BUSY, { mode: 'shared' }, () => done);
  return release;
}

/** Runs `activate` while nobody on this device is busy; false when somebody is. */
export async function whenNobodyIsBusy(activate: () => void | Promise<void>): Promise<boolean> {
  const locks = globalThis.navigator?.locks;
  if (!locks) return false;
  return locks.request(BUSY, { mode: 'exclusive', ifAvailable: true }, async (lock) => {
    if (lock) await activate();
    return lock !== null;
  });
}
