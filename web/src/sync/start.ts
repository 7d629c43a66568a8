// Starts the engine in a tab, once.
import { sweepBases } from './bases';
import { openChannel, send } from './channel';
import { clock } from './clock';
import { DEVICE, database } from './database';
import { wasSignedIn } from './device-cookie';
import { onClockLearned } from './http';
import { browserSurroundings, type Lead, takePart } from './leader';
import { pause } from './pause';
import { currentSession, loadSession, markSignedOut, onSession, setSession } from './session-store';
import { askToPersist, isSecure, reportStorage } from './storage-health';
import { deliverLogout, shareTokens, signInByCookie } from './tokens';

const CLOCK_OFFSET = 'clock_offset';
/** Before asking again for a part of the app that did not come. */
const PART_PATIENCE_MS = 3_000;
let started: Promise<void> | null = null;

export function startSync(): Promise<void> {
  started ??= start();
  return started;
}

async function start(): Promise<void> {
  const nobody = () => setSession({ status: 'signed-out', user: null, store: null });
  if (!isSecure()) {
    reportStorage({ problem: 'insecure' });
    return nobody();
  }
  const db = database();
  // Old code must not write into the layout of a newer build.
  db.on('versionchange', () => {
    db.close({ disableAutoOpen: true });
    reportStorage({ problem: 'outdated' });
  });
  try {
    await db.open();
  } catch (error) {
    console.error('offline database', error);
    reportStorage({ problem: 'unavailable' });
    return nobody();
  }
  await keepClock();
  openChannel();
  shareTokens();
  onSession(participate());
  await signInAgain();
  globalThis.addEventListener('online', () => void deliverLogout());
  globalThis.document?.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') send({ type: 'wake', force: true });
  });
}

async function keepClock(): Promise<void> {
  const { meta } = database();
  const row = await meta.get([DEVICE, CLOCK_OFFSET]);
  if (row) clock.restore(row.value as number);
  onClockLearned((offset) => void meta.put({ user_id: DEVICE, name: CLOCK_OFFSET, value: offset }).catch(() => {}));
}

/** A database that knows nobody under a cookie that does was cleared by the browser: that is told, not hidden. */
async function signInAgain(): Promise<void> {
  const known = await loadSession();
  if (known) return void deliverLogout();
  if (!wasSignedIn()) return markSignedOut();
  if (await signInByCookie()) reportStorage({ problem: 'lost' });
}

/** What only the leading tab needs comes after the page is there; once installed it is always on the device. */
const lead: Lead = async (seat, signal) => {
  while (!signal.aborted) {
    const part = await import('./lead').catch(() => null);
    if (part) return part.lead(seat, signal);
    await pause(PART_PATIENCE_MS, signal);
  }
};

/** Takes part in sending while somebody is signed in, and stops when they leave. */
function participate(): () => void {
  let running: { store: unknown; stop: AbortController } | null = null;
  return () => {
    const { store } = currentSession();
    if (running?.store === store) return;
    running?.stop.abort();
    running = null;
    if (!store) return;
    const stop = new AbortController();
    running = { store, stop };
    void askToPersist();
    void sweepBases(store, clock.now()).catch(() => {});
    takePart(store, lead, stop.signal, browserSurroundings()).catch((error) => console.error('sync stopped', error));
  };
}
