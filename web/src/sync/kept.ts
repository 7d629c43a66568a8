// The side a person did not take in a conflict, and what a kept one has replaced, for 30 days.
import { useSyncExternalStore } from 'react';
import { baseRow, KEEP_OTHER_MS, readBase } from './bases';
import { clock } from './clock';
import type { Store } from './database';
import { durably } from './durable';
import { useWatch } from './live';
import { currentSession, currentStore, onSession } from './session-store';

export interface Kept<T> {
  id: string;
  value: T;
  since: Date;
  until: Date;
}

/** How the ids of kept versions begin: `kept:<object>:<id>`. */
export const KEPT = 'kept:';

const prefixOf = (id: string): string => `${KEPT}${id}:`;

/** Newest first. */
export function useKept<T>(kind: string, id: string): Kept<T>[] {
  const store = useSyncExternalStore(onSession, () => currentSession().store);
  return useWatch(
    `${store?.userId}:${kind}:${prefixOf(id)}`,
    async () => (store ? keptRows(store, kind, id) : []),
    async (rows) => {
      if (!store) return [];
      const read = await Promise.all(rows.map(async (row) => ({ row, base: await readBase(store, kind, row.id) })));
      return read
        .flatMap(({ row, base }) => (base ? [keptOf<T>(row.id, row.keep_until, base.value as T)] : []))
        .sort((a, b) => b.until.getTime() - a.until.getTime());
    },
    [],
  );
}

const keptRows = ({ db, userId }: Store, kind: string, id: string) =>
  db.bases
    .where('[user_id+kind+id]')
    .between([userId, kind, prefixOf(id)], [userId, kind, `${prefixOf(id)}\uffff`])
    .toArray();

export const keptOf = <T>(id: string, until: number, value: T): Kept<T> => ({
  id,
  value,
  since: new Date(until - KEEP_OTHER_MS),
  until: new Date(until),
});

/** Keeps a state that is about to be replaced. */
export async function keep(kind: string, id: string, version: number, value: unknown): Promise<void> {
  const store = currentStore();
  const { db, userId } = store;
  const name = `${prefixOf(id)}${crypto.randomUUID()}`;
  const row = await baseRow(store, kind, name, { version, value }, clock.now() + KEEP_OTHER_MS);
  await durably(db, userId, async () => {
    await db.bases.put(row);
  });
}
