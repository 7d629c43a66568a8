// Signing in and out, for pages.
import { useSyncExternalStore } from 'react';
import type { Tokens } from '@/shared/api/contract';
import { queuedRows } from './database';
import { type QueueItem, queueItems } from './queue-items';
import { closeSession, currentSession, onSession, type Session } from './session-store';
import { deliverLogout, dropToken, getAccessToken, takeTokens } from './tokens';

export function useSession(): Omit<Session, 'store'> {
  return useSyncExternalStore(onSession, currentSession);
}

export function signIn(tokens: Tokens): Promise<void> {
  return takeTokens(tokens);
}

/** Asks who the signed-in person is by now: their address may have changed. Without the network it stays as it is. */
export async function refreshProfile(): Promise<void> {
  if (currentSession().status !== 'signed-in') return;
  // A renewal that is under way may have been answered before the change.
  await getAccessToken();
  await getAccessToken({ fresh: true });
}

/** Works offline: the server is told before anything is refreshed. `erase` removes what this user has on the device. */
export async function signOut({ erase = false }: { erase?: boolean } = {}): Promise<void> {
  dropToken();
  await closeSession({ erase, tellServer: true });
  await deliverLogout();
}

/** What would stay behind on this device, unsent. */
export async function unsentSummary(): Promise<{ count: number; items: QueueItem[] }> {
  const { store } = currentSession();
  if (!store) return { count: 0, items: [] };
  const rows = await queuedRows(store);
  return { count: rows.length, items: await queueItems(store, rows) };
}
