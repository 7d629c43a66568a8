// What is kept of objects that still stand, all of them: for who does not know yet where to look.
import { useSyncExternalStore } from 'react';
import { shownAsBase } from './bases';
import { laneOf, laneRows, type Store } from './database';
import { allKeptRows, type Kept, keptOfObject, openKept } from './kept';
import { useWatch } from './live';
import { currentSession, onSession } from './session-store';

export interface KeptOfStanding {
  kind: string;
  objectId: string;
  /** The object as it is shown. */
  now: unknown;
  /** Newest first. */
  kept: Kept<unknown>[];
}

const NOTHING: KeptOfStanding[] = [];

export function useKeptOfStanding(): KeptOfStanding[] {
  const store = useSyncExternalStore(onSession, () => currentSession().store);
  return useWatch(
    `kept:${store?.userId}`,
    async () => (store ? versions(store) : []),
    async (found) => (store ? opened(store, found) : NOTHING),
    NOTHING,
  );
}

/** The kept rows, and what the query must hear of: whatever changes what is shown of their objects. */
async function versions(store: Store) {
  const rows = await allKeptRows(store);
  for (const row of rows) {
    await store.db.objects.get([store.userId, row.kind, keptOfObject(row)]);
    await laneRows(store, laneOf(row.kind, keptOfObject(row)));
  }
  return rows;
}

async function opened(store: Store, rows: Awaited<ReturnType<typeof versions>>): Promise<KeptOfStanding[]> {
  const found = new Map<string, KeptOfStanding>();
  for (const row of rows) {
    const { kind } = row;
    const objectId = keptOfObject(row);
    const lane = laneOf(kind, objectId);
    const now = found.get(lane)?.now ?? (await shownAsBase(store, kind, objectId))?.value;
    const kept = now ? await openKept<unknown>(store, row) : null;
    if (!kept) continue;
    const one = found.get(lane) ?? { kind, objectId, now, kept: [] };
    one.kept = [...one.kept, kept].sort((a, b) => b.until.getTime() - a.until.getTime());
    found.set(lane, one);
  }
  return [...found.values()];
}
