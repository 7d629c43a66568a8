// The one database on the device. Everything a person wrote or read is sealed (crypto.ts); what is in the clear is
// what the queue needs for its order. Changing an index costs a migration on every device.
import Dexie, { type Table } from 'dexie';
import type { Sealed } from './crypto';

export type EventState = 'waiting' | 'accepted' | 'refused';

/** One queued intent. Times are milliseconds of the corrected clock; 0 and '' stand for "none", never null. */
export interface EventRow {
  seq: number;
  client_generated_id: string;
  user_id: string;
  /** `kind:id` of the object it writes; rows of one lane are sent in order of `seq`. */
  lane: string;
  state: EventState;
  /** waiting: when to send next. accepted: when to ask for its outcome next. */
  nextRetryAt: number;
  /** Lanes whose earlier rows must have been accepted first. */
  needs: string[];
  /** How often it may have reached the server without a known answer. 0: certainly never. */
  retryCount: number;
  /** Until when one sender owns the row. */
  lease: number;
  /** The client id this row stands in for (a correction, a merge, a collapsed edit). */
  replaces: string;
  /** The own earlier edit this one is built on (`after` in its data). */
  after: string;
  accepted_at: number;
  /** Since when the server says it does not know this event type. */
  held_since: number;
  /** Layout of the sealed body, for rows written by an older build. */
  shape: number;
  bytes: number;
  body: Sealed;
  verdict: Sealed | 0;
}

/** A row to be added; without `seq` it goes to the end. */
export type NewEventRow = Omit<EventRow, 'seq'> & { seq?: number };

export interface ObjectRow {
  user_id: string;
  kind: string;
  id: string;
  /** Calendar day or '' for kinds without one. */
  date: string;
  version: number;
  /** The newest version that may not have been made on this device: all above it were. */
  others: number;
  deleted: 0 | 1;
  etag: string;
  fetched_at: number;
  body: Sealed | 0;
}

/** What an edit started from (`id`: its client id, or `draft:…`), and the side not taken in a conflict (`kept:…`). */
export interface BaseRow {
  user_id: string;
  kind: string;
  id: string;
  version: number;
  keep_until: number;
  body: Sealed;
  /** Of what was not taken: what was taken in its place. */
  instead?: Sealed;
}

export interface DraftRow {
  user_id: string;
  kind: string;
  id: string;
  updated_at: number;
  /** Lane of the object it edits, or ''. */
  of: string;
  /** The copy, and the own unanswered edit on top of it, that stood there when the draft began. */
  base_version: number;
  base_after: string;
  body: Sealed;
}

export interface UploadRow {
  user_id: string;
  id: string;
  state: string;
}

export interface UserRow {
  user_id: string;
  key: CryptoKey;
  profile: Sealed;
  refreshed_at: number;
}

export interface MetaRow {
  user_id: string;
  name: string;
  value: unknown;
}

/** `user_id` of the meta rows that belong to the device rather than to a user. */
export const DEVICE = 'device';

export class OfflineQueue extends Dexie {
  declare events: Table<EventRow, number, NewEventRow>;
  declare objects: Table<ObjectRow, [string, string, string]>;
  declare bases: Table<BaseRow, [string, string, string]>;
  declare drafts: Table<DraftRow, [string, string, string]>;
  declare uploads: Table<UploadRow, [string, string]>;
  declare users: Table<UserRow, string>;
  declare meta: Table<MetaRow, [string, string]>;

  constructor(name = 'offlineQueue') {
    // Strict: Safari's default loses the last writes when the machine goes down.
    super(name, { chromeTransactionDurability: 'strict' });
    this.version(1).stores({
      events: '++seq, &client_generated_id, [user_id+state+nextRetryAt], [user_id+lane+seq], *needs',
      objects: '[user_id+kind+id], [user_id+kind+date]',
      bases: '[user_id+kind+id]',
      drafts: '[user_id+kind+id]',
      uploads: '[user_id+id], [user_id+state]',
      users: 'user_id',
      meta: '[user_id+name]',
    });
  }
}

/** One user's part of the database, opened. */
export interface Store {
  db: OfflineQueue;
  userId: string;
  key: CryptoKey;
}

export const laneOf = (kind: string, id: string): string => `${kind}:${id}`;

export const laneRows = ({ db, userId }: Store, lane: string): Promise<EventRow[]> =>
  db.events.where('[user_id+lane+seq]').between([userId, lane, Dexie.minKey], [userId, lane, Dexie.maxKey]).toArray();

/** All of a user's queued rows in the order they were written. */
export const queuedRows = async ({ db, userId }: Store): Promise<EventRow[]> => {
  const rows = await db.events.where('[user_id+lane+seq]').between([userId], [userId, Dexie.maxKey]).toArray();
  return rows.sort((a, b) => a.seq - b.seq);
};

let current: OfflineQueue | undefined;

/** The database of this origin. An insecure page never comes here (start.ts). */
export function database(): OfflineQueue {
  current ??= new OfflineQueue();
  return current;
}
