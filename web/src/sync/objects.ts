// Reading: the server's copy with the queue on top, live.

import { useSyncExternalStore } from 'react';
import type { FieldError } from '@/shared/api/contract';
import { openCopy } from './bases';
import { clock } from './clock';
import { copiesIn, failedName, fetchCopies, readName } from './copies';
import type { Sealed } from './crypto';
import { type EventRow, laneOf, laneRows, type MetaRow, type ObjectRow, type Store } from './database';
import { type DateRange, type KindDefinition, kindOf } from './kinds';
import { openRow, openVerdict } from './lane';
import { useWatch } from './live';
import { overlay } from './overlay';
import { currentSession, currentStore, onSession } from './session-store';
import { LAST_SYNC } from './sync-marks';

/** Older than this without word from the server: "may be out of date". */
export const STALE_AFTER_MS = 5 * 60_000;

export interface Refusal {
  /** The queue item that says why. */
  id: string;
  code: string;
  errors: FieldError[];
}

export interface Shown<T> {
  id: string;
  value: T | null;
  /** Written here, not yet settled by the server. */
  pending: boolean;
  refused?: Refusal;
}

export interface One<T> extends Omit<Shown<T>, 'id'>, Freshness {
  /** Deleted for good, or about to be: nothing can be made under its id any more. */
  deleted: boolean;
}

export interface Freshness {
  /** When the server last said so; null: never read on this device. */
  fetchedAt: Date | null;
  stale: boolean;
  /** False until the device's own copy was looked up. */
  loaded: boolean;
}

const NOTHING = { fetchedAt: null, stale: true, loaded: false };
const NOBODYS = { value: null, deleted: false, pending: false, ...NOTHING };

interface Rows {
  copies: ObjectRow[];
  events: EventRow[];
  meta: (MetaRow | undefined)[];
}

export function useObject<T>(kind: string, id: string): One<T> {
  const store = useSyncExternalStore(onSession, () => currentSession().store);
  const read = async (): Promise<Rows> => {
    if (!store) return { copies: [], events: [], meta: [] };
    const copy = await store.db.objects.get([store.userId, kind, id]);
    return {
      copies: copy ? [copy] : [],
      events: await laneRows(store, laneOf(kind, id)),
      meta: await freshness(store, kind),
    };
  };
  const open = async (rows: Rows) => {
    if (!store) return NOBODYS;
    const [shown] = await show<T>(store, kind, rows);
    // That there is none is known as well.
    const fetched = rows.copies[0]?.fetched_at ?? (rows.meta[1]?.value as number | undefined);
    const { fetchedAt, stale } = freshnessOf(rows, fetched);
    return {
      value: shown?.value ?? null,
      deleted: rows.copies[0]?.deleted === 1 || (rows.events.length > 0 && shown?.value === null),
      pending: shown?.pending ?? false,
      refused: shown?.refused,
      fetchedAt,
      stale,
      loaded: true,
    };
  };
  return useWatch(`one:${store?.userId}:${kind}:${id}`, read, open, NOBODYS);
}

/** Sorted by date; deleted ones are left out. */
export function useObjects<T>(kind: string, range: DateRange = {}): { items: Shown<T>[] } & Freshness {
  const store = useSyncExternalStore(onSession, () => currentSession().store);
  const read = async (): Promise<Rows> => {
    if (!store) return { copies: [], events: [], meta: [] };
    const events = await kindRows(store, kind);
    const lanes = new Set(events.map((row) => row.lane));
    const inRange = await copiesIn(store, kind, range);
    const known = new Set(inRange.map((copy) => copy.id));
    // A queued edit may move an object into the range: its copy is needed too.
    const moved = [...lanes].map((lane) => lane.slice(lane.indexOf(':') + 1)).filter((id) => !known.has(id));
    const others = await store.db.objects.bulkGet(
      moved.map((id) => [store.userId, kind, id] as [string, string, string]),
    );
    const copies = [...inRange, ...others.filter((copy): copy is ObjectRow => copy !== undefined)];
    return { copies, events, meta: await freshness(store, kind) };
  };
  const open = async (rows: Rows) => {
    if (!store) return { items: [], ...NOTHING };
    const definition = kindOf(kind);
    const date = (shown: Shown<T>) => (shown.value === null ? '' : (definition?.dateOf(shown.value) ?? ''));
    const within = (day: string) => (range.from ?? '') <= day && day <= (range.to ?? '\uffff');
    const items = (await show<T>(store, kind, rows)).filter((shown) => shown.value !== null && within(date(shown)));
    items.sort((a, b) => date(a).localeCompare(date(b)));
    return { items, ...freshnessOf(rows, rows.meta[1]?.value as number | undefined), loaded: true };
  };
  return useWatch(`many:${store?.userId}:${kind}:${range.from}:${range.to}`, read, open, { items: [], ...NOTHING });
}

/** Asks the server again. Rejects with ApiProblem; what is shown stays. */
export function refresh(kind: string, id?: string, range: DateRange = {}): Promise<void> {
  return fetchCopies(currentStore(), kind, id === undefined ? range : { id });
}

async function kindRows({ db, userId }: Store, kind: string): Promise<EventRow[]> {
  const lanes = [laneOf(kind, ''), laneOf(kind, '\uffff')];
  return db.events.where('[user_id+lane+seq]').between([userId, lanes[0], 0], [userId, lanes[1], Infinity]).toArray();
}

const freshness = ({ db, userId }: Store, kind: string): Promise<(MetaRow | undefined)[]> =>
  db.meta.bulkGet([failedName(kind), readName(kind), LAST_SYNC].map((name) => [userId, name] as [string, string]));

/** The stream keeps every copy current that was there when it was last known to be. */
function freshnessOf({ meta }: Rows, fetched = 0): { fetchedAt: Date | null; stale: boolean } {
  const [failed, , synced] = meta.map((row) => (row?.value as number | undefined) ?? 0);
  const knownAt = fetched === 0 ? 0 : Math.max(fetched, synced ?? 0);
  const stale = clock.now() - knownAt > STALE_AFTER_MS || (failed ?? 0) > knownAt;
  return { fetchedAt: knownAt === 0 ? null : new Date(knownAt), stale };
}

async function show<T>(store: Store, kindName: string, { copies, events }: Rows): Promise<Shown<T>[]> {
  const kind = kindOf(kindName) as KindDefinition<T> | undefined;
  const ids = new Set([...copies.map((copy) => copy.id), ...events.map((row) => row.lane.slice(kindName.length + 1))]);
  return Promise.all(
    [...ids].map(async (id) => {
      const copy = copies.find((row) => row.id === id && row.body !== 0);
      const value = copy ? await openCopy<T>(store, copy as ObjectRow & { body: Sealed }).catch(() => null) : null;
      const rows = events.filter((row) => row.lane === laneOf(kindName, id));
      return kind && rows.length > 0 ? overlaid(store, kind, id, value, rows) : { id, value, pending: false };
    }),
  );
}

async function overlaid<T>(
  store: Store,
  kind: KindDefinition<T>,
  id: string,
  copy: T | null,
  rows: EventRow[],
): Promise<Shown<T>> {
  const opened = await Promise.all(rows.map((row) => openRow(store, row)));
  const readable = opened.filter((open) => open.queued.envelope.client_generated_id !== '');
  const laid = readable.map((open) => ({ envelope: open.queued.envelope, state: open.row.state }));
  const { value, pending } = overlay(kind, copy, laid);
  const first = rows.find((row) => row.state === 'refused');
  const verdict = first && (await openVerdict(store, first));
  const refused = first && {
    id: first.client_generated_id,
    code: verdict?.problem.code ?? '',
    errors: verdict?.problem.errors ?? [],
  };
  return { id, value, pending: pending > 0, ...(refused && { refused }) };
}
