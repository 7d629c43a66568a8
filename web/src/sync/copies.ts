// The server's copies on the device. A copy only ever moves to a higher version; what was deleted leaves a tombstone.
import { objectPlace } from './bases';
import { clock } from './clock';
import { type Sealed, seal } from './crypto';
import type { ObjectRow, OfflineQueue, Store } from './database';
import { durably } from './durable';
import { type DateRange, type KindDefinition, kindOf } from './kinds';
import { ApiProblem } from './problem';

export interface Copy {
  id: string;
  version: number;
  /** null: it was deleted. */
  value: unknown;
}

export const copyOf = (kind: KindDefinition, value: unknown): Copy => ({
  id: kind.idOf(value),
  version: kind.versionOf(value),
  value,
});

/** Encrypts a copy for writing; do this before the transaction opens. */
export async function copyRow(store: Store, kind: KindDefinition, copy: Copy): Promise<ObjectRow> {
  const { id, version, value } = copy;
  const place = objectPlace(store.userId, kind.kind, id);
  const body: Sealed | 0 = value === null ? 0 : await seal(store.key, place, value);
  return {
    user_id: store.userId,
    kind: kind.kind,
    id,
    date: value === null ? '' : kind.dateOf(value),
    version,
    others: version,
    deleted: value === null ? 1 : 0,
    etag: '',
    fetched_at: clock.now(),
    body,
  };
}

/** Inside a transaction over `objects`. An older copy than the one here changes nothing. `own`: an edit of this device made it. */
export async function putNewer(db: OfflineQueue, copy: ObjectRow, own = false): Promise<void> {
  const standing = await db.objects.get([copy.user_id, copy.kind, copy.id]);
  const older =
    standing !== undefined &&
    (copy.version < standing.version || (standing.deleted === 1 && copy.version === standing.version));
  if (!older) await db.objects.put({ ...copy, others: othersOf(copy, standing, own) });
}

/** Of a version that was here before, it stays; with a gap before an own one, whoever made what is between is unknown. */
function othersOf({ version }: ObjectRow, standing: ObjectRow | undefined, own: boolean): number {
  const before = standing ?? { version: 0, others: 0 };
  return before.version === version || (own && before.version === version - 1) ? before.others : version;
}

export const failedName = (kind: string): string => `failed:${kind}`;
export const readName = (kind: string): string => `read:${kind}`;

/** Reads one object, or the list, and keeps it. Rejects with the reason; the failure is remembered for the banner. */
export async function fetchCopies(
  store: Store,
  kindName: string,
  what: { id: string } | DateRange,
  signal?: AbortSignal,
): Promise<void> {
  const kind = kindOf(kindName);
  if (!kind) return;
  try {
    if ('id' in what) await fetchOne(store, kind, what.id, signal);
    else await fetchList(store, kind, what, { signal });
  } catch (error) {
    if (error instanceof ApiProblem) await noteFailure(store, kindName);
    throw error;
  }
}

async function fetchOne(store: Store, kind: KindDefinition, id: string, signal?: AbortSignal): Promise<void> {
  const value = await kind.fetchOne(id, signal);
  if (value !== null) return keep(store, await copyRow(store, kind, copyOf(kind, value)));
  const standing = await store.db.objects.get([store.userId, kind.kind, id]);
  if (!standing || standing.deleted === 1) return note(store, readName(kind.kind));
  await keep(store, await copyRow(store, kind, { id, version: standing.version, value: null }));
}

export interface ListOptions {
  signal?: AbortSignal;
  /** Write only while this holds; throws otherwise. Runs inside the transaction. */
  guard?: () => Promise<void>;
}

/** Reads a whole list and sweeps what is no longer in it. */
export async function fetchList(
  store: Store,
  kind: KindDefinition,
  range: DateRange,
  options: ListOptions,
): Promise<void> {
  const { signal, guard } = options;
  const startedAt = clock.now();
  const before = await copiesIn(store, kind.kind, range);
  const listed = await kind.fetchList(range, signal);
  const values = kind.listIsSummary ? await newerThanHere(store, kind, listed, options) : listed;
  const rows = await Promise.all(values.map((value) => copyRow(store, kind, copyOf(kind, value))));
  const there = new Set(listed.map((value) => kind.idOf(value)));
  const read = new Set(rows.map((row) => row.id));
  const gone = before.filter((copy) => !there.has(copy.id) && copy.deleted === 0 && copy.fetched_at <= startedAt);
  const { db, userId } = store;
  await durably(db, userId, () =>
    db.transaction('rw', db.objects, db.meta, async () => {
      await guard?.();
      for (const row of rows) await putNewer(db, row);
      for (const id of there) {
        if (!read.has(id)) await db.objects.update([userId, kind.kind, id], { fetched_at: startedAt });
      }
      for (const { id, version, fetched_at } of gone) {
        const now = await db.objects.get([userId, kind.kind, id]);
        if (now?.version === version && now.fetched_at === fetched_at)
          await db.objects.put({ ...now, deleted: 1, body: 0 });
      }
      await db.meta.put({ user_id: userId, name: readName(kind.kind), value: startedAt });
    }),
  );
}

/** The full objects behind a summary list, for those newer than the copy here. */
async function newerThanHere(
  store: Store,
  kind: KindDefinition,
  listed: unknown[],
  { signal }: ListOptions,
): Promise<unknown[]> {
  const whole: unknown[] = [];
  for (const summary of listed) {
    const id = kind.idOf(summary);
    const standing = await store.db.objects.get([store.userId, kind.kind, id]);
    const known = standing !== undefined && standing.deleted === 0 && standing.version >= kind.versionOf(summary);
    if (known) continue;
    const value = await kind.fetchOne(id, signal);
    if (value !== null) whole.push(value);
  }
  return whole;
}

export async function copiesIn({ db, userId }: Store, kind: string, range: DateRange): Promise<ObjectRow[]> {
  const from = [userId, kind, range.from ?? ''];
  return db.objects
    .where('[user_id+kind+date]')
    .between(from, [userId, kind, range.to ?? '\uffff'], true, true)
    .toArray();
}

/** After a restore the server may have gone back in time: from here on its word counts, whatever the number. */
export async function forgetVersions({ db, userId }: Store): Promise<void> {
  await db.objects
    .where('[user_id+kind+id]')
    .between([userId, '', ''], [userId, '\uffff', '\uffff'])
    .modify({ version: 0, others: 0 });
}

async function keep({ db, userId }: Store, row: ObjectRow): Promise<void> {
  await durably(db, userId, () => db.transaction('rw', db.objects, () => putNewer(db, row)));
}

/** For the banner: what is here was read before something failed. */
export const noteFailure = (store: Store, kind: string): Promise<void> => note(store, failedName(kind));

async function note(store: Store, name: string): Promise<void> {
  await store.db.meta.put({ user_id: store.userId, name, value: clock.now() });
}
