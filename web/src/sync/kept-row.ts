// What was not taken, on the disk, with what was taken in its place.
import { type Base, baseRow, KEEP_OTHER_MS } from './bases';
import { seal, unseal } from './crypto';
import type { BaseRow, Store } from './database';
import { basePlace } from './lane';

/** What was not taken or was replaced, and what holds in its place: the two tell what the choice was about. */
export async function keptRow(
  store: Store,
  kind: string,
  id: string,
  { instead, ...base }: Base & { instead: unknown },
  nowMs: number,
): Promise<BaseRow> {
  const row = await baseRow(store, kind, id, base, nowMs + KEEP_OTHER_MS);
  if (!instead) return row;
  return { ...row, instead: await seal(store.key, insteadPlace(store.userId, kind, id), instead) };
}

/** null: not known (kept by an earlier build, or nothing is there any more). */
export async function readInstead(store: Store, row: BaseRow): Promise<unknown> {
  if (!row.instead) return null;
  return unseal<unknown>(store.key, insteadPlace(row.user_id, row.kind, row.id), row.instead).catch(() => null);
}

const insteadPlace = (userId: string, kind: string, id: string) => basePlace(userId, kind, `${id}/instead`);
