// Whether our server answers, how often it did not, and whether this tab leads.
import { listen, send } from './channel';
import { same } from './same';

let link = { reachable: true, leader: false, failedTries: 0 };
const listeners = new Set<() => void>();

export function reportLink(change: Partial<typeof link>): void {
  const next = { ...link, ...change };
  if (same(next, link)) return;
  link = next;
  for (const listener of [...listeners]) listener();
}

listen((message) => {
  if (message.type === 'contact') reportLink({ reachable: message.ok });
  if (message.type === 'tries') reportLink({ failedTries: message.failed });
});

/** After each exchange, by whichever tab had it: all tabs say the same, and whoever backs off tries again. */
export function reportContact(ok: boolean): void {
  if (ok !== link.reachable) send({ type: 'contact', ok });
}

export function onLink(listener: () => void): () => void {
  listeners.add(listener);
  const again = () => listener();
  globalThis.addEventListener?.('online', again);
  globalThis.addEventListener?.('offline', again);
  return () => {
    listeners.delete(listener);
    globalThis.removeEventListener?.('online', again);
    globalThis.removeEventListener?.('offline', again);
  };
}

export const isOnline = (): boolean => link.reachable && globalThis.navigator?.onLine !== false;

export const failedTries = (): number => link.failedTries;

export const isLeader = (): boolean => link.leader;
