// The side a person did not take in a conflict, for 30 days.
import { useSyncExternalStore } from 'react';
import { readBase } from './bases';
import { useWatch } from './live';
import { currentSession, onSession } from './session-store';

export interface Kept<T> {
  value: T;
  until: Date;
}

export function useKept<T>(kind: string, id: string): Kept<T>[] {
  const store = useSyncExternalStore(onSession, () => currentSession().store);
  const name = `kept:${id}:`;
  const read = async () => {
    if (!store) return [];
    const { db, userId } = store;
    return db.bases
      .where('[user_id+kind+id]')
      .between([userId, kind, name], [userId, kind, `${name}\uffff`])
      .toArray();
  };
  return useWatch(
    `${store?.userId}:${kind}:${name}`,
    read,
    async (rows) => {
      if (!store) return [];
      const read = await Promise.all(
        rows.map(async (row) => ({ base: await readBase(store, kind, row.id), until: row.keep_until })),
      );
      return read.flatMap(({ base, until }) => (base ? [{ value: base.value as T, until: new Date(until) }] : []));
    },
    [],
  );
}
