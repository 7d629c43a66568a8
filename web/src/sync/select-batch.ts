// Which rows go out next. Order holds per lane; a row also waits for the lanes it needs.
import { isDue } from './backoff';
import type { EventRow } from './database';

export const MAX_BATCH = 100;
/** The server takes 1 MiB; the rest is for the wrapping. */
export const MAX_BATCH_BYTES = 1_000_000;

type Queued = Pick<EventRow, 'seq' | 'lane' | 'needs' | 'state' | 'lease' | 'nextRetryAt' | 'bytes'>;

export interface Limits {
  now: number;
  maxEvents: number;
  /** Do not wait for the back-off: the network is back, or the person asked. */
  force: boolean;
}

/** `rows`: all of one user, by seq. */
export function selectBatch<Row extends Queued>(rows: Row[], limits: Limits): Row[] {
  const blocked = new Set<string>();
  const chosenLanes = new Set<string>();
  const chosen: Row[] = [];
  let bytes = 0;
  for (const row of rows) {
    if (row.state === 'accepted') continue;
    // Different lanes are not held back for one another by the server, so what is needed goes in an earlier batch.
    const ready =
      isSendable(row, limits) &&
      !blocked.has(row.lane) &&
      !row.needs.some((lane) => lane !== row.lane && (blocked.has(lane) || chosenLanes.has(lane)));
    if (!ready) {
      blocked.add(row.lane);
      continue;
    }
    if (chosen.length >= limits.maxEvents || (chosen.length > 0 && bytes + row.bytes > MAX_BATCH_BYTES)) break;
    chosen.push(row);
    chosenLanes.add(row.lane);
    bytes += row.bytes;
  }
  return chosen;
}

function isSendable(row: Queued, { now, force }: Limits): boolean {
  return row.state === 'waiting' && isDue(row.lease, now) && (force || isDue(row.nextRetryAt, now));
}

/** When to look again, or Infinity. A row that is due but was not chosen waits for one that is not. */
export function nextDue(rows: Queued[], now: number): number {
  const times = rows.filter((row) => row.state !== 'refused').flatMap((row) => [row.nextRetryAt, row.lease]);
  return Math.min(...times.filter((time) => time > now), Number.POSITIVE_INFINITY);
}
