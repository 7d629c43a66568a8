// When the stream cannot be resumed: ask what became of the queue, read every list again, sweep what is gone, and only
// then store the cursor, so that a tab killed in the middle does it all again.
import { delayAfter } from './backoff';
import { clock } from './clock';
import { fetchList, forgetVersions, noteFailure } from './copies';
import { allKinds } from './kinds';
import { askOutcomes, type Post } from './outcomes';
import { pause } from './pause';
import { ApiProblem } from './problem';
import { asLeader, leaderWriter, type Seat, stillLeads } from './seat';
import { settleConflicts } from './settle-conflicts';
import { CURSOR, LAST_SYNC } from './sync-marks';

export interface Resync {
  /** The server's history is another one (a restored backup). */
  foreign: boolean;
  /** The newest cursor heard of, at the time it is stored. */
  cursor(): string;
}

/** Tries until all of it worked; false when `signal` aborted first. */
export async function resync(
  seat: Seat,
  post: Post,
  { foreign, cursor }: Resync,
  signal: AbortSignal,
): Promise<boolean> {
  const { db, userId } = seat;
  if (foreign) await asLeader(seat, [db.objects], () => forgetVersions(seat));
  for (let failures = 1; !(await readAll(seat, post, signal)); failures++) {
    await pause(delayAfter(failures), signal);
    if (signal.aborted) return false;
  }
  await asLeader(seat, [], async () => {
    await db.meta.put({ user_id: userId, name: CURSOR, value: cursor() });
    await db.meta.put({ user_id: userId, name: LAST_SYNC, value: clock.now() });
  });
  return true;
}

/** One service that is down does not keep the others from being read. */
async function readAll(seat: Seat, post: Post, signal: AbortSignal): Promise<boolean> {
  let complete = await askOutcomes(seat, post, true);
  for (const kind of allKinds()) {
    try {
      await fetchList(seat, kind, {}, { signal, guard: () => stillLeads(seat) });
    } catch (error) {
      if (signal.aborted) return false;
      if (!(error instanceof ApiProblem)) throw error;
      await noteFailure(seat, kind.kind);
      complete = false;
    }
  }
  await settleConflicts(seat, leaderWriter(seat));
  return complete;
}
