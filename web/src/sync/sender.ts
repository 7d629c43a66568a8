// The leader's sending loop: pass after pass while there is something to send, back-off while nobody answers.
import { delayAfter } from './backoff';
import { send } from './channel';
import { clock } from './clock';
import { queuedRows } from './database';
import { flushOnce } from './flush';
import { askOutcomes, type Post } from './outcomes';
import { leaderWriter, type Seat } from './seat';
import { nextDue } from './select-batch';
import { settleConflicts } from './settle-conflicts';
import type { Wakes } from './wakes';

/** Looks at the queue at least this often, should a wake-up get lost. */
const IDLE_MS = 30_000;
const LEAST_IDLE_MS = 250;

export interface SenderLink {
  post: Post;
  token(options?: { fresh?: boolean }): Promise<string | null>;
  wait: Wakes['wait'];
}

/** Runs until `signal` aborts; rejects with NotLeader when another tab took over. */
export async function runSender(seat: Seat, link: SenderLink, signal: AbortSignal): Promise<void> {
  let failures = 0;
  const count = (failed: number) => {
    if (failed !== failures) send({ type: 'tries', failed });
    failures = failed;
  };
  // What an earlier leader counted is over.
  send({ type: 'tries', failed: 0 });
  let force = false;
  let fresh = false;
  while (!signal.aborted) {
    const token = await link.token({ fresh });
    const pass =
      token === null ? ({ is: 'unreachable', retryAfterMs: 0 } as const) : await flushOnce(seat, link.post, { force });
    if (signal.aborted) return;
    force = false;
    // A fresh token that is refused as well counts as a failure, not as a reason to ask in a circle.
    if (pass.is === 'sign-in' && !fresh) {
      fresh = true;
      continue;
    }
    fresh = false;
    if (pass.is === 'sent') {
      count(0);
    } else if (pass.is === 'idle') {
      count(0);
      force = (await link.wait(await idleFor(seat, link), 'any')) === 'force';
    } else {
      count(failures + 1);
      const wait = delayAfter(failures, pass.is === 'unreachable' ? pass.retryAfterMs : 0);
      force = (await link.wait(wait, 'force')) === 'force';
    }
  }
}

/** Asks after what was taken, then says how long there is nothing to do. */
async function idleFor(seat: Seat, link: SenderLink): Promise<number> {
  await askOutcomes(seat, link.post, false);
  await settleConflicts(seat, leaderWriter(seat));
  const now = clock.now();
  const until = nextDue(await queuedRows(seat), now) - now;
  return Math.min(Math.max(until, LEAST_IDLE_MS), IDLE_MS);
}
