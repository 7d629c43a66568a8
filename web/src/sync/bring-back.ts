// What is kept of an object that was deleted meanwhile: it has no page of its own, and comes back as a new object.
import { useSyncExternalStore } from 'react';
import { type Base, readBase, shownAsBase } from './bases';
import { seal } from './crypto';
import { type BaseRow, laneOf, laneRows, type NewEventRow, type Store } from './database';
import { durably } from './durable';
import { bytesOf, newRow, type Queued } from './envelope';
import { allKeptRows, type Kept, keptOfObject, openKept } from './kept';
import { keptAs } from './kept-row';
import { kindOf } from './kinds';
import { eventPlace } from './lane';
import { useWatch } from './live';
import { goOn } from './outbox';
import { queuedOf } from './queue';
import { same } from './same';
import { currentSession, currentStore, onSession } from './session-store';

export interface KeptOfGone extends Kept<unknown> {
  kind: string;
  /** Under which it stood. */
  objectId: string;
  /** This and older ones that say the same. */
  ids: string[];
}

/** Newest first. */
export function useKeptOfGone(): KeptOfGone[] {
  const store = useSyncExternalStore(onSession, () => currentSession().store);
  return useWatch(
    `gone:${store?.userId}`,
    async () => (store ? keptRows(store) : []),
    async (rows) => (store ? opened(store, rows) : []),
    [],
  );
}

export const keptOfGone = async (store: Store): Promise<KeptOfGone[]> => opened(store, await keptRows(store));

/** Kept of what was deleted, here or at the server. What is only not on this device is not known to be gone. */
async function keptRows(store: Store): Promise<BaseRow[]> {
  const { db, userId } = store;
  const kept = await allKeptRows(store);
  const gone = await Promise.all(
    kept.map(async (row) => {
      const copy = await db.objects.get([userId, row.kind, keptOfObject(row)]);
      return copy?.deleted === 1 || (await laneRows(store, laneOf(row.kind, keptOfObject(row)))).length > 0;
    }),
  );
  return kept.filter((_, at) => gone[at]);
}

async function opened(store: Store, rows: BaseRow[]): Promise<KeptOfGone[]> {
  const all = await Promise.all(rows.map((row) => open(store, row)));
  const found: KeptOfGone[] = [];
  for (const one of all.filter((kept) => kept !== null).sort((a, b) => b.until.getTime() - a.until.getTime())) {
    const newer = found.find(
      ({ objectId, value }) => objectId === one.objectId && same(made(one), made({ ...one, value })),
    );
    if (newer) newer.ids.push(one.id);
    else found.push(one);
  }
  return found;
}

/** null: it stands again with what is queued, or there is nothing to bring back. */
async function open(store: Store, row: BaseRow): Promise<KeptOfGone | null> {
  const objectId = keptOfObject(row);
  const opened = await openKept<unknown>(store, row);
  if (!opened || (await shownAsBase(store, row.kind, objectId))) return null;
  const kept = { ...opened, kind: row.kind, objectId, ids: [row.id] };
  return made(kept) ? kept : null;
}

const made = ({ kind, value }: Pick<KeptOfGone, 'kind' | 'value'>, newId = '') =>
  kindOf(kind)?.create?.toData(value, newId) ?? null;

/** Makes it anew; it is kept no longer, in the same transaction. Resolves to its new id; null: it was brought back before. */
export async function bringBack({ kind, ids }: Pick<KeptOfGone, 'kind' | 'ids'>): Promise<string | null> {
  const store = currentStore();
  const { db, userId } = store;
  const base = await readBase(store, kind, ids[0] ?? '');
  const queued = base && creation(store, kind, base);
  if (!queued) return null;
  const others = await keptAs(store, kind, keptOfObject({ id: ids[0] ?? '' }), queued.objectId);
  const left = others.rows.filter((_, at) => !ids.includes(others.gone[at] ?? ''));
  const clear = newRow(queued, [], bytesOf(queued.envelope));
  const row: NewEventRow = { ...clear, body: await seal(store.key, eventPlace(clear), queued) };
  const done = await durably(db, userId, () =>
    db.transaction('rw', [db.events, db.bases], async () => {
      if (!(await db.bases.get([userId, kind, ids[0] ?? '']))) return false;
      await db.bases.bulkDelete(others.gone.map((id) => [userId, kind, id] as [string, string, string]));
      await db.bases.bulkPut(left);
      await db.events.add({ ...row });
      return true;
    }),
  );
  goOn();
  return done ? queued.objectId : null;
}

function creation(store: Store, kind: string, { value }: Base): Queued | null {
  const objectId = crypto.randomUUID();
  const data = made({ kind, value }, objectId);
  const eventType = kindOf(kind)?.create?.eventType;
  return data && eventType ? queuedOf(store, { eventType, data, objectKind: kind, objectId }) : null;
}
