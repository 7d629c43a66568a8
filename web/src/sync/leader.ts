// One tab leads: it holds the stream, sends the queue and settles. The Web Lock says who; because a frozen tab keeps
// its lock, a visible tab that hears nothing for a while takes it, and the epoch (seat.ts) disarms the frozen one.
import { listen, send } from './channel';
import type { Store } from './database';
import { pause } from './pause';
import { type Seat, takeSeat } from './seat';

export const LOCK = 'taper-leader';
export const HEARTBEAT_MS = 3_000;
export const SILENCE_MS = 10_000;

/** The parts of the platform a test replaces. */
export interface Surroundings {
  locks: Pick<LockManager, 'request'>;
  isVisible(): boolean;
  steady(): number;
}

export const browserSurroundings = (): Surroundings => ({
  locks: navigator.locks,
  isVisible: () => globalThis.document?.visibilityState === 'visible',
  steady: () => performance.now(),
});

/** Takes part until `signal` aborts. `lead` runs while this tab leads; its signal aborts when the lead is lost. */
export async function takePart(store: Store, lead: Lead, signal: AbortSignal, around: Surroundings): Promise<void> {
  const tab = { store, lead, signal, around, heardAt: around.steady(), leading: false };
  const stop = listen((message, own) => {
    if (!own && message.type === 'alive') tab.heardAt = around.steady();
  });
  await Promise.all([queueForLead(tab), guardAgainstSilence(tab)]).finally(stop);
}

export type Lead = (seat: Seat, signal: AbortSignal) => Promise<void>;

interface Tab {
  store: Store;
  lead: Lead;
  signal: AbortSignal;
  around: Surroundings;
  heardAt: number;
  leading: boolean;
}

async function queueForLead(tab: Tab): Promise<void> {
  while (!tab.signal.aborted) await hold(tab, { signal: tab.signal }, true);
}

async function guardAgainstSilence(tab: Tab): Promise<void> {
  const { around, signal } = tab;
  while (!signal.aborted) {
    await pause(HEARTBEAT_MS, signal);
    const silent = around.steady() - tab.heardAt > SILENCE_MS;
    if (!signal.aborted && !tab.leading && silent && around.isVisible()) await hold(tab, { steal: true }, false);
  }
}

/** Leads while it has the lock. When the lock is stolen the request rejects at once, but the reign must be told. */
async function hold(tab: Tab, how: LockOptions, vacant: boolean): Promise<void> {
  const lost = new AbortController();
  let reign: Promise<void> | undefined;
  try {
    await tab.around.locks.request(LOCK, how, () => {
      reign = rule(tab, vacant, lost);
      return reign;
    });
  } catch (error) {
    if ((error as Error).name !== 'AbortError') throw error;
  } finally {
    lost.abort();
    await reign?.catch(() => {});
  }
}

async function rule(tab: Tab, vacant: boolean, lost: AbortController): Promise<void> {
  if (tab.signal.aborted) return;
  tab.leading = true;
  const seat = await takeSeat(tab.store, vacant);
  const beat = () => send({ type: 'alive', epoch: seat.epoch });
  beat();
  const heart = setInterval(beat, HEARTBEAT_MS);
  const stop = listen((message, own) => {
    // Somebody with a later epoch leads: this tab was frozen and replaced.
    if (!own && message.type === 'alive' && message.epoch > seat.epoch) lost.abort();
  });
  try {
    await tab.lead(seat, AbortSignal.any([tab.signal, lost.signal]));
  } finally {
    clearInterval(heart);
    stop();
    tab.leading = false;
    tab.heardAt = tab.around.steady();
  }
}
