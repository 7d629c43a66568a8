// What an edit started from, kept so that a conflict can be merged three ways; and the side not taken, for 30 days.
import { type Sealed, seal, unseal } from './crypto';
import { type BaseRow, laneOf, type Store } from './database';
import { kindOf } from './kinds';
import { basePlace, openLane } from './lane';
import { unsealShared } from './opened';
import { overlay } from './overlay';

export const KEEP_OTHER_MS = 30 * 24 * 3600 * 1000;

export interface Base {
  version: number;
  value: unknown;
}

export const draftBase = (id: string): string => `draft:${id}`;

export async function readBase(store: Store, kind: string, id: string): Promise<Base | null> {
  const row = await store.db.bases.get([store.userId, kind, id]);
  if (!row) return null;
  const value = await unseal<unknown>(store.key, basePlace(store.userId, kind, id), row.body).catch(() => undefined);
  return value === undefined ? null : { version: row.version, value };
}

/** Seals a base for writing; `keepUntil` 0 means as long as its edit or draft stands. */
export async function baseRow(store: Store, kind: string, id: string, base: Base, keepUntil = 0): Promise<BaseRow> {
  const body = await seal(store.key, basePlace(store.userId, kind, id), base.value);
  return { user_id: store.userId, kind, id, version: base.version, keep_until: keepUntil, body };
}

/** The server's copy as it stands, to start an edit from. */
export async function copyAsBase(store: Store, kind: string, id: string): Promise<Base | null> {
  const copy = await store.db.objects.get([store.userId, kind, id]);
  if (!copy || copy.body === 0) return null;
  return { version: copy.version, value: await openCopy(store, copy as { kind: string; id: string; body: Sealed }) };
}

/** What a person sees, and so what they start from: the copy with the queue on top. */
export async function shownAsBase(store: Store, kindName: string, id: string): Promise<Base | null> {
  const kind = kindOf(kindName);
  const copy = await copyAsBase(store, kindName, id);
  const rows = await openLane(store, laneOf(kindName, id));
  if (!kind || rows.length === 0) return copy;
  const laid = rows.map(({ row, queued }) => ({ envelope: queued.envelope, state: row.state }));
  const { value } = overlay(kind, copy?.value ?? null, laid);
  return value === null ? null : { version: copy?.version ?? 0, value };
}

export const objectPlace = (userId: string, kind: string, id: string) => ({
  store: 'objects' as const,
  userId,
  id: laneOf(kind, id),
});

export const openCopy = <T>(store: Store, copy: { kind: string; id: string; body: Sealed }): Promise<T> =>
  unsealShared<T>(store.key, objectPlace(store.userId, copy.kind, copy.id), copy.body);

/** The sides not taken, with the object they belong to. */
export async function sweepBases(store: Store, nowMs: number): Promise<void> {
  await store.db.bases
    .where('[user_id+kind+id]')
    .between([store.userId, '', ''], [store.userId, '\uffff', '\uffff'])
    .filter((row) => row.keep_until > 0 && row.keep_until < nowMs)
    .delete();
}
