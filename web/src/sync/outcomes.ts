// Asks the server what became of rows it has taken but not answered on the stream.
import { ASK_AFTER_MS, DELAYED_AFTER_MS, delayAfter, isDue } from './backoff';
import { send } from './channel';
import { clock } from './clock';
import { basisOf, isStated } from './collapse';
import { copyOf } from './copies';
import { type EventRow, queuedRows } from './database';
import type { Queued } from './envelope';
import type { Answer } from './http';
import { isWholeEdit, type KindDefinition, kindOf } from './kinds';
import { openRow } from './lane';
import { intentOf } from './overlay';
import { fieldErrors, NO_PROBLEM } from './problem';
import { same } from './same';
import { asLeader, type Seat } from './seat';
import { isRepeated, refuseSuperseded, sealVerdict, settleWith } from './settle';

export const MAX_OUTCOMES = 500;

export type Post = (path: string, body: unknown) => Promise<Answer>;

type Outcome = { state: string; errors?: unknown };

/** Rows to ask about: taken ones that are due (or all), and uncertain ones that wait behind a refusal. */
export function rowsToAsk(rows: EventRow[], now: number, all: boolean): EventRow[] {
  const refused = new Set(rows.filter((row) => row.state === 'refused').map((row) => row.lane));
  return rows.filter((row) =>
    row.state === 'accepted'
      ? all || isDue(row.nextRetryAt, now)
      : row.state === 'waiting' && row.retryCount > 0 && isDue(row.lease, now) && refused.has(row.lane),
  );
}

/** True when all that was asked was answered. */
export async function askOutcomes(seat: Seat, post: Post, all: boolean): Promise<boolean> {
  const rows = rowsToAsk(await queuedRows(seat), clock.now(), all);
  let complete = true;
  for (let at = 0; at < rows.length; at += MAX_OUTCOMES) {
    complete = (await askAbout(seat, post, rows.slice(at, at + MAX_OUTCOMES))) && complete;
  }
  return complete;
}

async function askAbout(seat: Seat, post: Post, rows: EventRow[]): Promise<boolean> {
  const answer = await post('/notify/events/outcomes', {
    client_generated_ids: rows.map((row) => row.client_generated_id),
  });
  const list = answer.ours && answer.status === 200 ? (answer.data as { outcomes?: unknown }).outcomes : undefined;
  if (!Array.isArray(list)) return false;
  const byId = new Map<string, Outcome>(
    list.map((outcome) => [String(outcome?.client_generated_id), outcome as Outcome]),
  );
  let complete = true;
  for (const row of rows) complete = (await applyOutcome(seat, row, byId.get(row.client_generated_id))) && complete;
  return complete;
}

async function applyOutcome(seat: Seat, row: EventRow, outcome: Outcome | undefined): Promise<boolean> {
  const { db } = seat;
  const change = (fields: Partial<EventRow>) =>
    asLeader(seat, [db.events], () => db.events.where({ client_generated_id: row.client_generated_id }).modify(fields));
  switch (outcome?.state) {
    case 'persisted':
      return settlePersisted(seat, row);
    case 'failed': {
      const errors = fieldErrors(outcome.errors);
      const problem = { ...NO_PROBLEM, code: errors[0]?.code ?? 'failed', detail: errors[0]?.message ?? '', errors };
      const verdict = await sealVerdict(seat, row, { problem });
      await change({ state: 'refused', verdict, lease: 0, nextRetryAt: 0 });
      return true;
    }
    case 'unknown':
      // The server does not have it (a restored backup, or it never arrived): sent again, in its old place.
      await change({ state: 'waiting', retryCount: 0, lease: 0, nextRetryAt: 0, accepted_at: 0 });
      send({ type: 'wake' });
      return true;
    case 'pending': {
      const now = clock.now();
      const since = row.accepted_at === 0 ? now : row.accepted_at;
      const pace = now - since < DELAYED_AFTER_MS ? ASK_AFTER_MS : delayAfter(6);
      await change({ state: 'accepted', lease: 0, accepted_at: since, nextRetryAt: now + pace });
      return true;
    }
    default:
      return false;
  }
}

/** The row leaves together with the state it led to; if that cannot be read now, it stays. */
async function settlePersisted(seat: Seat, row: EventRow): Promise<boolean> {
  const { queued } = await openRow(seat, row);
  const kind = kindOf(queued.objectKind);
  if (!kind) {
    await settleWith(seat, row, undefined, undefined);
    return true;
  }
  try {
    const value = await kind.fetchOne(queued.objectId);
    const copy = value === null ? { id: queued.objectId, version: 0, value: null } : copyOf(kind, value);
    if (value !== null && (await wasPassedOver(seat, row, queued, kind, value)))
      await refuseSuperseded(seat, row, kind, copy);
    else await settleWith(seat, row, kind, copy);
    return true;
  } catch (error) {
    if ((error as Error).name !== 'ApiProblem') throw error;
    return false;
  }
}

/**
 * Of an edit that says not what it stands on, an outcome does not say, as the fact does, that a later one stood already:
 * what stands must show it. Only what the person filled in is looked for, because the server adds defaults of its own.
 * Needed until 2027-11-22: only builds before 2026-11-22 wrote such rows, and none is older than twelve months (WEB-5).
 */
async function wasPassedOver(
  seat: Seat,
  row: EventRow,
  { envelope }: Queued,
  kind: KindDefinition,
  value: unknown,
): Promise<boolean> {
  if (!kind.edit || !isWholeEdit(kind, envelope.event_type) || isStated(basisOf(envelope.data))) return false;
  const mine = kind.applyIntent(null, intentOf(envelope));
  if (mine === null || holds(kind.edit.toData(value), kind.edit.toData(mine))) return false;
  return !(await isRepeated(seat, row));
}

function holds(standing: unknown, filled: unknown): boolean {
  if (isBlank(filled) || same(filled, standing)) return true;
  if (typeof filled !== 'object' || typeof standing !== 'object' || standing === null) return false;
  if (Array.isArray(filled) && (!Array.isArray(standing) || standing.length !== filled.length)) return false;
  return Object.entries(filled as object).every(([name, value]) =>
    holds((standing as Record<string, unknown>)[name], value),
  );
}

const isBlank = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  value === false ||
  value === '' ||
  (Array.isArray(value) && value.length === 0);
