// The side a person did not take in a conflict, and what a kept one has replaced, for 30 days.
import { useSyncExternalStore } from 'react';
import { KEEP_OTHER_MS, readBase } from './bases';
import { clock } from './clock';
import type { BaseRow, Store } from './database';
import { durably } from './durable';
import { KEPT, keptRow, keptRows, prefixOf, readInstead } from './kept-row';
import { useWatch } from './live';
import { currentSession, currentStore, onSession } from './session-store';

export interface Kept<T> {
  id: string;
  value: T;
  /** What was taken in its place; null: not known. Where the two differ is what was in question. */
  instead: T | null;
  since: Date;
  until: Date;
}

/** Of which object it is a version. */
export const keptOfObject = ({ id }: Pick<BaseRow, 'id'>): string =>
  id.slice(KEPT.length, id.indexOf(':', KEPT.length));

/** Of all objects. */
export const allKeptRows = ({ db, userId }: Store): Promise<BaseRow[]> =>
  db.bases
    .where('[user_id+kind+id]')
    .between([userId, '', ''], [userId, '\uffff', '\uffff'])
    .filter(({ id }) => id.startsWith(KEPT))
    .toArray();

const NOTHING: Kept<never>[] = [];

/** Newest first. */
export function useKept<T>(kind: string, id: string): Kept<T>[] {
  const store = useSyncExternalStore(onSession, () => currentSession().store);
  return useWatch(
    `${store?.userId}:${kind}:${prefixOf(id)}`,
    async () => (store ? keptRows(store, kind, id) : []),
    async (rows) => {
      if (!store) return [];
      const read = await Promise.all(rows.map((row) => openKept<T>(store, row)));
      return read.flatMap((one) => one ?? []).sort((a, b) => b.until.getTime() - a.until.getTime());
    },
    NOTHING,
  );
}

export async function openKept<T>(store: Store, row: BaseRow): Promise<Kept<T> | null> {
  const base = await readBase(store, row.kind, row.id);
  if (!base) return null;
  const since = new Date(row.keep_until - KEEP_OTHER_MS);
  const instead = (await readInstead(store, row)) as T | null;
  return { id: row.id, value: base.value as T, instead, since, until: new Date(row.keep_until) };
}

/** Keeps a state that is about to be replaced, by `instead`. */
export async function keep(
  kind: string,
  id: string,
  version: number,
  value: unknown,
  instead: unknown = null,
): Promise<void> {
  const store = currentStore();
  const { db, userId } = store;
  const name = `${prefixOf(id)}${crypto.randomUUID()}`;
  const row = await keptRow(store, kind, name, { version, value, instead }, clock.now());
  await durably(db, userId, async () => {
    await db.bases.put(row);
  });
}
