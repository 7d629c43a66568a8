// One pass over the queue: lease a batch, send it, write down what became of each row.
import { ASK_AFTER_MS, delayAfter } from './backoff';
import { type BatchVerdict, classifyBatch, type EventVerdict } from './classify-response';
import { clock } from './clock';
import type { Sealed } from './crypto';
import { type EventRow, queuedRows } from './database';
import { type OpenRow, openRow } from './lane';
import type { Post } from './outcomes';
import { NO_PROBLEM } from './problem';
import { asLeader, type Seat } from './seat';
import { MAX_BATCH, nextDue, selectBatch } from './select-batch';
import { sealVerdict } from './settle';

/** Longer than a request may take, so that nobody else sends the row meanwhile. */
export const LEASE_MS = 40_000;
/** A type the server does not know is a rolling deploy for this long, then a refusal. */
const HOLD_UNKNOWN_MS = 24 * 3600 * 1000;

export type Pass =
  /** Something was answered: go on at once, without forcing again what was not taken. */
  | { is: 'sent' }
  /** Nothing to do before `until`. */
  | { is: 'idle'; until: number }
  /** Nobody answered, not our server, or it takes nothing now. */
  | { is: 'unreachable'; retryAfterMs: number }
  | { is: 'sign-in' };

export async function flushOnce(
  seat: Seat,
  post: Post,
  options: { force: boolean; maxEvents?: number },
): Promise<Pass> {
  const limits = { now: clock.now(), maxEvents: options.maxEvents ?? MAX_BATCH, force: options.force };
  const rows = await queuedRows(seat);
  const chosen = selectBatch(rows, limits);
  const batch = await lease(seat, chosen);
  if (batch.length === 0) return { is: 'idle', until: nextDue(rows, limits.now) };
  const opened = await Promise.all(batch.map((row) => openRow(seat, row)));
  return send(seat, post, opened);
}

/** Marks rows as possibly sent before they are, and as ours to send. */
async function lease(seat: Seat, chosen: EventRow[]): Promise<EventRow[]> {
  if (chosen.length === 0) return [];
  const { db } = seat;
  return asLeader(seat, [db.events], async () => {
    const until = clock.now() + LEASE_MS;
    const leased: EventRow[] = [];
    const standing = await db.events.bulkGet(chosen.map((row) => row.seq));
    for (const [at, row] of standing.entries()) {
      // Collapsed, corrected or leased since it was chosen: what follows in its lane waits for the next pass.
      if (
        row?.client_generated_id !== chosen[at]?.client_generated_id ||
        row?.state !== 'waiting' ||
        row.lease > clock.now()
      )
        break;
      const ours = { ...row, lease: until, retryCount: row.retryCount + 1 };
      await db.events.put(ours);
      leased.push(ours);
    }
    return leased;
  });
}

async function send(seat: Seat, post: Post, batch: OpenRow[]): Promise<Pass> {
  const readable = batch.filter((open) => open.queued.envelope.client_generated_id === open.row.client_generated_id);
  const verdicts = new Map<EventRow, EventVerdict>();
  for (const open of batch) if (!readable.includes(open)) verdicts.set(open.row, UNREADABLE_ROW);
  let pass: Pass = { is: 'sent' };
  if (readable.length > 0) {
    const answer = await post('/notify/events/batch', { events: readable.map((open) => open.queued.envelope) });
    const verdict = classifyBatch(
      answer,
      readable.map((open) => open.row.client_generated_id),
    );
    if (verdict.is === 'split') {
      await record(seat, verdicts, batch);
      return sendHalves(seat, post, readable);
    }
    for (const { row } of readable) verdicts.set(row, verdictFor(row, verdict));
    pass = passOf(verdict, [...verdicts.values()]);
  }
  await record(seat, verdicts, batch);
  return pass;
}

/** Too much at once, or one that spoils the others: smaller batches find it. */
async function sendHalves(seat: Seat, post: Post, batch: OpenRow[]): Promise<Pass> {
  const half = Math.ceil(batch.length / 2);
  const first = await send(seat, post, batch.slice(0, half));
  if (first.is !== 'sent') {
    await record(seat, new Map(batch.slice(half).map((open) => [open.row, BEHIND])), batch.slice(half));
    return first;
  }
  return send(seat, post, await stillSendable(seat, batch.slice(half)));
}

/** What follows a row of its lane that was not taken is not sent: the server could not tell across two batches. */
async function stillSendable(seat: Seat, batch: OpenRow[]): Promise<OpenRow[]> {
  const rows = await queuedRows(seat);
  const ids = new Set(batch.map((open) => open.row.client_generated_id));
  const held = (open: OpenRow) =>
    rows.some(
      (row) =>
        row.lane === open.row.lane &&
        row.seq < open.row.seq &&
        row.state !== 'accepted' &&
        !ids.has(row.client_generated_id),
    );
  const behind = batch.filter(held);
  await record(seat, new Map(behind.map((open) => [open.row, BEHIND])), behind);
  return batch.filter((open) => !behind.includes(open));
}

const BEHIND: EventVerdict = { is: 'behind' };
const UNREADABLE_ROW: EventVerdict = { is: 'refused', problem: { ...NO_PROBLEM, code: 'unreadable' } };

function verdictFor(row: EventRow, verdict: BatchVerdict): EventVerdict {
  if (verdict.is === 'answered')
    return verdict.byId.get(row.client_generated_id) ?? { is: 'transient', retryAfterMs: 0 };
  return verdict.is === 'split' ? BEHIND : verdict;
}

function passOf(verdict: BatchVerdict, verdicts: EventVerdict[]): Pass {
  if (verdict.is === 'sign-in' || verdicts.some((each) => each.is === 'sign-in')) return { is: 'sign-in' };
  if (verdict.is === 'transient') return { is: 'unreachable', retryAfterMs: verdict.retryAfterMs };
  return { is: 'sent' };
}

/** Writes the verdicts down, of rows that are still ours. */
async function record(seat: Seat, verdicts: Map<EventRow, EventVerdict>, batch: OpenRow[]): Promise<void> {
  if (verdicts.size === 0) return;
  const { db } = seat;
  const now = clock.now();
  const changes: { row: EventRow; change: Partial<EventRow> | 'gone' }[] = [];
  for (const [row, verdict] of verdicts) {
    const open = batch.find((candidate) => candidate.row === row) as OpenRow;
    changes.push({ row, change: await changeFor(seat, open, verdict, now) });
  }
  await asLeader(seat, [db.events], async () => {
    for (const { row, change } of changes) {
      const ours = db.events
        .where({ client_generated_id: row.client_generated_id })
        .and((standing) => standing.lease === row.lease);
      await (change === 'gone' ? ours.delete() : ours.modify(change));
    }
  });
}

async function changeFor(
  seat: Seat,
  { row, queued }: OpenRow,
  verdict: EventVerdict,
  now: number,
): Promise<Partial<EventRow> | 'gone'> {
  const refused = async (problem: Parameters<typeof sealVerdict>[2]['problem']): Promise<Partial<EventRow>> => {
    const sealed: Sealed = await sealVerdict(seat, row, { problem });
    return { state: 'refused', verdict: sealed, lease: 0, nextRetryAt: 0 };
  };
  switch (verdict.is) {
    case 'accepted':
      if (queued.finalOn202) return 'gone';
      // A duplicate's fact may have passed while nobody listened.
      return {
        state: 'accepted',
        lease: 0,
        accepted_at: now,
        nextRetryAt: verdict.duplicate ? now : now + ASK_AFTER_MS,
        held_since: 0,
      };
    case 'refused':
      return refused(verdict.problem);
    case 'unknown-type': {
      const since = row.held_since || now;
      if (now - since > HOLD_UNKNOWN_MS) return refused(verdict.problem);
      return { lease: 0, held_since: since, nextRetryAt: now + delayAfter(row.retryCount) };
    }
    case 'behind':
    case 'sign-in':
      // Certainly not stored: as good as never sent, unless an earlier try may have arrived.
      return { lease: 0, nextRetryAt: 0, retryCount: row.retryCount - 1 };
    case 'transient':
      return { lease: 0, nextRetryAt: now + delayAfter(row.retryCount, verdict.retryAfterMs) };
  }
}
