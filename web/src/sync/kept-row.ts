// What was not taken, on the disk, with what was taken in its place.
import { type Base, baseRow, KEEP_OTHER_MS, readBase } from './bases';
import { seal, unseal } from './crypto';
import type { BaseRow, Store } from './database';
import { basePlace } from './lane';

/** How the ids of kept versions begin: `kept:<object>:<id>`. */
export const KEPT = 'kept:';

export const prefixOf = (id: string): string => `${KEPT}${id}:`;

export const keptRows = ({ db, userId }: Store, kind: string, id: string) =>
  db.bases
    .where('[user_id+kind+id]')
    .between([userId, kind, prefixOf(id)], [userId, kind, `${prefixOf(id)}\uffff`])
    .toArray();

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

/**
 * The versions of one object as versions of another, as which it comes back: a version that stayed with what is gone
 * would make its parts, which are there again, a second time. To be put, and the ids to be deleted, with what brings it
 * back.
 */
export async function keptAs(
  store: Store,
  kind: string,
  from: string,
  to: string,
): Promise<{ gone: string[]; rows: BaseRow[] }> {
  const old = await keptRows(store, kind, from);
  const rows = await Promise.all(
    old.map(async (row) => {
      const base = await readBase(store, kind, row.id);
      const instead = await readInstead(store, row);
      const id = `${prefixOf(to)}${row.id.slice(prefixOf(from).length)}`;
      const version = { version: row.version, value: named(base?.value, from, to), instead: named(instead, from, to) };
      return base && keptRow(store, kind, id, version, row.keep_until - KEEP_OTHER_MS);
    }),
  );
  const read = rows.filter((row) => row !== null);
  return { gone: old.filter((_, at) => rows[at] !== null).map(({ id }) => id), rows: read };
}

/** Its own id, whatever the kind calls it. */
function named(value: unknown, from: string, to: string): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, held]) => [name, held === from ? to : held]));
}
