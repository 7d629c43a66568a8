// The queued rows of one object, opened; and the one transaction that changes them.
import { type LaneRow, neverSent } from './collapse';
import type { Place } from './crypto';
import { type DraftRow, type EventRow, laneRows, type Store } from './database';
import type { Queued, Verdict } from './envelope';
import { unsealShared } from './opened';

export interface OpenRow extends LaneRow {
  queued: Queued;
}

export const eventPlace = (row: { user_id: string; client_generated_id: string }): Place => ({
  store: 'events',
  userId: row.user_id,
  id: row.client_generated_id,
});

export const verdictPlace = (row: { user_id: string; client_generated_id: string }): Place => ({
  ...eventPlace(row),
  store: 'verdicts',
});

export const basePlace = (userId: string, kind: string, id: string): Place => ({
  store: 'bases',
  userId,
  id: `${kind}/${id}`,
});

/** A body this build or key cannot read is shown as such, never dropped. */
export const UNREADABLE: Queued = {
  envelope: {
    schema_version: '',
    event_type: 'unreadable',
    client_generated_id: '',
    user_id: '',
    timestamp: '',
    source_service: 'frontend',
    data: {},
  },
  objectKind: '',
  objectId: '',
  collapse: false,
  finalOn202: false,
};

export async function openRow(store: Store, row: EventRow): Promise<OpenRow> {
  const queued = await unsealShared<Queued>(store.key, eventPlace(row), row.body).catch(() => UNREADABLE);
  return { row, queued, eventType: queued.envelope.event_type, collapse: queued.collapse, data: queued.envelope.data };
}

export async function openVerdict(store: Store, row: EventRow): Promise<Verdict | null> {
  if (row.verdict === 0) return null;
  return unsealShared<Verdict>(store.key, verdictPlace(row), row.verdict).catch(() => null);
}

export const openLane = async (store: Store, lane: string): Promise<OpenRow[]> =>
  Promise.all((await laneRows(store, lane)).map((row) => openRow(store, row)));

/** Changes whenever a decision about the lane would have to be made again. */
export const markOf = (rows: EventRow[]): string =>
  rows.map((row) => [row.client_generated_id, row.state, neverSent(row)].join('/')).join();

/** The lane, draft or leadership changed between deciding and writing. */
export class Outdated extends Error {}

const MAX_ROUNDS = 8;

/** Decides and writes again until nothing changed in between. */
export async function untilCurrent<T>(round: () => Promise<T>): Promise<T> {
  for (let n = 1; ; n++) {
    try {
      return await round();
    } catch (error) {
      const outdated = error instanceof Outdated || (error as { inner?: unknown }).inner instanceof Outdated;
      if (!outdated || n === MAX_ROUNDS) throw error;
    }
  }
}

/** Call inside the transaction that writes. */
export async function stillAs(store: Store, lane: string, mark: string): Promise<void> {
  if (markOf(await laneRows(store, lane)) !== mark) throw new Outdated('lane changed');
}

export const draftKey = (store: Store, kind: string, id: string): [string, string, string] => [store.userId, kind, id];

export const sameDraft = (a: DraftRow | undefined, b: DraftRow | undefined): boolean =>
  a?.base_after === b?.base_after && a?.base_version === b?.base_version && (a === undefined) === (b === undefined);
