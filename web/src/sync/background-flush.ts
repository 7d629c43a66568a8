// The service worker's part: sends the queue when no tab leads. It renews the token by the cookie, under the same lock
// as the tabs, and takes the seat like a tab would.
import { SYNC_TAG } from './background-sync';
import { openChannel } from './channel';
import { clock } from './clock';
import { type EventRow, queuedRows } from './database';
import { flushOnce } from './flush';
import { authorizedPost } from './lead';
import { LOCK } from './leader';
import { takeSeat } from './seat';
import { currentSession, loadSession } from './session-store';
import { shareTokens } from './tokens';

/** Call once in the service worker. */
export function installBackgroundSync(scope: ServiceWorkerGlobalScope): void {
  scope.addEventListener('sync', (event) => {
    const sync = event as ExtendableEvent & { tag: string };
    if (sync.tag === SYNC_TAG) sync.waitUntil(flushInBackground());
  });
}

let listening = false;

/** Rejects when something is left, so that the browser tries again. */
export async function flushInBackground(): Promise<void> {
  if (!listening) {
    openChannel();
    shareTokens();
    listening = true;
  }
  await loadSession();
  const { store, status } = currentSession();
  if (!store || status !== 'signed-in') return;
  await navigator.locks.request(LOCK, { ifAvailable: true }, async (lock) => {
    if (!lock) return;
    const seat = await takeSeat(store, true);
    // The browser's word that the network is back counts once: what is not taken now waits for its next try.
    let pass = await flushOnce(seat, authorizedPost, { force: true });
    while (pass.is === 'sent') pass = await flushOnce(seat, authorizedPost, { force: false });
    const rows = await queuedRows(store);
    if (rows.some(waitsForNextTry)) throw new Error('not sent yet');
  });
}

const waitsForNextTry = (row: EventRow): boolean => row.state === 'waiting' && row.nextRetryAt > clock.now();
