// What the leading tab does: the sending loop and the stream, side by side, with the browser's network.
import { address, exchange } from './http';
import type { Post } from './outcomes';
import { pause } from './pause';
import { NotLeader, type Seat } from './seat';
import { runSender } from './sender';
import { reportContact, reportLink } from './status-link';
import { runStream } from './stream';
import { getAccessToken } from './tokens';
import { listenForWakes } from './wakes';

const SEND_TIMEOUT_MS = 30_000;
/** After something that should not happen (a database error), before trying again. */
const MISHAP_MS = 5_000;

export const authorizedPost: Post = async (path, body) => {
  const token = await getAccessToken();
  if (token === null) return { ours: false, status: 0, retryAfterMs: 0 };
  return exchange(path, { body, token, timeoutMs: SEND_TIMEOUT_MS });
};

export async function lead(seat: Seat, signal: AbortSignal): Promise<void> {
  reportLink({ leader: true });
  const ended = new AbortController();
  const running = AbortSignal.any([signal, ended.signal]);
  const forSender = listenForWakes(running);
  const forStream = listenForWakes(running);
  const common = { post: authorizedPost, token: getAccessToken };
  const open = (headers: Record<string, string>, until: AbortSignal) =>
    fetch(address('/notify/stream'), { headers, signal: until, cache: 'no-store', credentials: 'same-origin' });
  const stream = {
    ...common,
    open,
    contact: reportContact,
    pause: async (ms: number) => void (await forStream.wait(ms, 'force')),
  };
  try {
    await Promise.all([
      persist(() => runSender(seat, { ...common, wait: forSender.wait }, running), running),
      persist(() => runStream(seat, stream, running), running),
    ]);
  } catch (error) {
    if (!(error instanceof NotLeader)) throw error;
  } finally {
    ended.abort();
    forSender.stop();
    forStream.stop();
    reportLink({ leader: false });
  }
}

/** A loop that dies of anything but a lost lead starts again. */
async function persist(loop: () => Promise<void>, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await loop();
    } catch (error) {
      if (isNotLeader(error)) throw new NotLeader();
      if (signal.aborted) return;
      console.error('sync loop stopped', error);
      await pause(MISHAP_MS, signal);
    }
  }
}

const isNotLeader = (error: unknown): boolean =>
  error instanceof NotLeader || (error as { inner?: unknown } | undefined)?.inner instanceof NotLeader;
