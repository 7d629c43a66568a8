// Whether our server answers, and whether this tab leads: told by the leader, known in every tab.
import { listen } from './channel';

let link = { reachable: true, leader: false };
const listeners = new Set<() => void>();

export function reportLink(change: Partial<typeof link>): void {
  const next = { ...link, ...change };
  if (next.reachable === link.reachable && next.leader === link.leader) return;
  link = next;
  for (const listener of [...listeners]) listener();
}

export function onLink(listener: () => void): () => void {
  listeners.add(listener);
  const stop = listen((message) => message.type === 'contact' && reportLink({ reachable: message.ok }));
  const again = () => listener();
  globalThis.addEventListener?.('online', again);
  globalThis.addEventListener?.('offline', again);
  return () => {
    listeners.delete(listener);
    stop();
    globalThis.removeEventListener?.('online', again);
    globalThis.removeEventListener?.('offline', again);
  };
}

export const isOnline = (): boolean => link.reachable && globalThis.navigator?.onLine !== false;

export const isLeader = (): boolean => link.leader;
