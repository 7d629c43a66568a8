// The queue as a person sees it: one item for each thing they did, and for a refusal all that depends on it in one.
import type { FieldError } from '@/shared/api/contract';
import { DELAYED_AFTER_MS, OFFER_RETRY_FROM } from './backoff';
import { copyAsBase, readBase } from './bases';
import { clock } from './clock';
import type { EventRow, Store } from './database';
import type { Verdict } from './envelope';
import { kindOf } from './kinds';
import { type OpenRow, openRow, openVerdict } from './lane';
import { intentOf } from './overlay';

export type QueueState = 'queued' | 'sending' | 'accepted' | 'refused' | 'delayed';

/** One thing that a person did. */
export interface QueueEntry {
  id: string;
  eventType: string;
  objectKind: string;
  objectId: string;
  /** When the person did it. */
  createdAt: string;
  data: Record<string, unknown>;
  /** The object before it and after it; null: it was not there, is not any more, or is not known. */
  before: unknown;
  after: unknown;
}

export interface QueueItem extends QueueEntry {
  state: QueueState;
  code: string;
  errors: FieldError[];
  attempts: number;
  /** It alone has been tried that often; where nothing gets through, `useSyncStatus` says how often. */
  canRetryNow: boolean;
  /** Further queued writes that wait for this refused one. */
  held: QueueEntry[];
  /** Two devices changed the same: `paths` of the overlap, or the object was deleted elsewhere. */
  conflict: NonNullable<Verdict['conflict']> | null;
}

export async function queueItems(store: Store, rows: EventRow[]): Promise<QueueItem[]> {
  const opened = await Promise.all(rows.map((row) => openRow(store, row)));
  const entries = new Map<EventRow, QueueEntry>();
  const standing = new Map<string, unknown>();
  for (const open of opened) {
    const entry = await entryOf(store, open, standing.get(open.row.lane));
    standing.set(open.row.lane, entry.after);
    entries.set(open.row, entry);
  }
  const entriesOf = (all: EventRow[]) => all.flatMap((row) => entries.get(row) ?? []);
  const items = [...groupByRefusal(rows)].map(([row, held]) =>
    entriesOf([row]).map((entry) => item(store, row, entry, entriesOf(held))),
  );
  return Promise.all(items.flat());
}

/** `standing`: what the writes before it made of the object. */
async function entryOf(store: Store, { row, queued }: OpenRow, standing: unknown): Promise<QueueEntry> {
  const { envelope } = queued;
  const unreadable = envelope.client_generated_id === '';
  const colon = row.lane.indexOf(':');
  const [objectKind, objectId] = unreadable
    ? [row.lane.slice(0, colon), row.lane.slice(colon + 1)]
    : [queued.objectKind, queued.objectId];
  const kind = unreadable ? undefined : kindOf(objectKind);
  const base = kind && (await readBase(store, objectKind, row.client_generated_id));
  const copy = kind && !base && standing === undefined ? await copyAsBase(store, objectKind, objectId) : null;
  const before = base?.value ?? standing ?? copy?.value ?? null;
  return {
    id: row.client_generated_id,
    eventType: envelope.event_type,
    objectKind,
    objectId,
    createdAt: envelope.timestamp,
    data: envelope.data,
    before,
    after: kind ? kind.applyIntent(before, intentOf(envelope)) : null,
  };
}

/** Each row that stands for itself, with the rows that are shown as part of it. `rows` by seq. */
export function groupByRefusal(rows: EventRow[]): Map<EventRow, EventRow[]> {
  const groups = new Map<EventRow, EventRow[]>();
  const heldBy = new Map<string, EventRow>();
  for (const row of rows) {
    const root =
      row.state === 'accepted' ? undefined : [row.lane, ...row.needs].map((lane) => heldBy.get(lane)).find(Boolean);
    if (root) groups.get(root)?.push(row);
    else groups.set(row, []);
    if (root || row.state === 'refused') heldBy.set(row.lane, root ?? row);
  }
  return groups;
}

async function item(store: Store, row: EventRow, entry: QueueEntry, held: QueueEntry[]): Promise<QueueItem> {
  const verdict = await openVerdict(store, row);
  return {
    ...entry,
    state: stateOf(row, clock.now()),
    code: verdict?.problem.code ?? '',
    errors: verdict?.problem.errors ?? [],
    attempts: row.retryCount,
    canRetryNow: row.state === 'waiting' && row.retryCount >= OFFER_RETRY_FROM,
    held,
    conflict: verdict?.conflict ?? null,
  };
}

export function stateOf(row: EventRow, now: number): QueueState {
  if (row.state === 'refused') return 'refused';
  if (row.state === 'accepted') return now - row.accepted_at > DELAYED_AFTER_MS ? 'delayed' : 'accepted';
  return row.lease > now ? 'sending' : 'queued';
}
