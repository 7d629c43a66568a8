// The queue as a person sees it: one item for each thing they did, and for a refusal all that depends on it in one.
import type { FieldError } from '@/shared/api/contract';
import { DELAYED_AFTER_MS, OFFER_RETRY_FROM } from './backoff';
import { clock } from './clock';
import { type EventRow, laneOf, type Store } from './database';
import type { Verdict } from './envelope';
import { type OpenRow, openRow, openVerdict } from './lane';

export type QueueState = 'queued' | 'sending' | 'accepted' | 'refused' | 'delayed';

export interface QueueItem {
  id: string;
  eventType: string;
  objectKind: string;
  objectId: string;
  state: QueueState;
  /** When the person did it. */
  createdAt: string;
  data: Record<string, unknown>;
  code: string;
  errors: FieldError[];
  attempts: number;
  /** It alone has been tried that often; where nothing gets through, `useSyncStatus` says how often. */
  canRetryNow: boolean;
  /** Further queued writes that wait for this refused one. */
  dependants: number;
  /** Two devices changed the same: `paths` of the overlap, or the object was deleted elsewhere. */
  conflict: NonNullable<Verdict['conflict']> | null;
}

export async function queueItems(store: Store, rows: EventRow[]): Promise<QueueItem[]> {
  const groups = groupByRefusal(rows);
  return Promise.all(
    [...groups].map(async ([row, dependants]) => item(store, await openRow(store, row), dependants.length)),
  );
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

async function item(store: Store, { row, queued }: OpenRow, dependants: number): Promise<QueueItem> {
  const verdict = await openVerdict(store, row);
  const { envelope, objectKind, objectId } = queued;
  const unreadable = envelope.client_generated_id === '';
  return {
    id: row.client_generated_id,
    eventType: envelope.event_type,
    objectKind: unreadable ? row.lane.slice(0, row.lane.indexOf(':')) : objectKind,
    objectId: unreadable ? row.lane.slice(laneOf(objectKind, '').length) : objectId,
    state: stateOf(row, clock.now()),
    createdAt: envelope.timestamp,
    data: envelope.data,
    code: verdict?.problem.code ?? '',
    errors: verdict?.problem.errors ?? [],
    attempts: row.retryCount,
    canRetryNow: row.state === 'waiting' && row.retryCount >= OFFER_RETRY_FROM,
    dependants,
    conflict: verdict?.conflict ?? null,
  };
}

export function stateOf(row: EventRow, now: number): QueueState {
  if (row.state === 'refused') return 'refused';
  if (row.state === 'accepted') return now - row.accepted_at > DELAYED_AFTER_MS ? 'delayed' : 'accepted';
  return row.lease > now ? 'sending' : 'queued';
}
