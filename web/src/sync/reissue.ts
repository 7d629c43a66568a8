// Writes the end of a conflict: one edit in the place of the refused chain, the standing copy, and the side not taken.
import type { Table } from 'dexie';
import { type Base, baseRow } from './bases';
import { clock, stamp } from './clock';
import type { Conflict } from './conflict';
import { type Copy, copyRow, putNewer } from './copies';
import { seal } from './crypto';
import type { BaseRow, EventRow, NewEventRow, Store } from './database';
import { durably } from './durable';
import { bytesOf, type Envelope, newRow, type Queued, schemaVersion, type Verdict } from './envelope';
import { keptAs, keptRow } from './kept-row';
import { type EditData, isRemoval } from './kinds';
import { eventPlace, markOf, type OpenRow, Outdated, stillAs, verdictPlace } from './lane';
import { intentOf } from './overlay';
import { same } from './same';

/** One write transaction: of any tab when a person decided, of the leader when the engine did. */
export type Writer = (tables: Table[], write: () => Promise<void>) => Promise<void>;

export const byPerson =
  ({ db, userId }: Store): Writer =>
  (tables, write) =>
    durably(db, userId, () => db.transaction('rw', tables, write));

interface Outcome {
  /** The object's new edit data; null: it is (to be) deleted. */
  data: EditData | null;
  /** The side not taken. */
  other: unknown;
  /** The side taken, where that is another state of the same object. */
  instead?: unknown;
}

/** Notes what only the person can decide, and what of it they have decided. */
export async function askPerson(
  store: Store,
  conflict: Conflict,
  open: NonNullable<Verdict['conflict']>,
  theirs: Copy,
  write: Writer,
): Promise<void> {
  const { root, lane, verdict, kind } = conflict;
  const { db } = store;
  const sealed = await seal(store.key, verdictPlace(root.row), { ...verdict, conflict: open } satisfies Verdict);
  const copy = await copyRow(store, kind, theirs);
  const mark = markOf(lane.map(({ row }) => row));
  await write([db.events, db.objects], async () => {
    await stillAs(store, root.row.lane, mark);
    const now = await db.events.get(root.row.seq);
    if (String(now?.verdict) !== String(root.row.verdict)) throw new Outdated('answered meanwhile');
    await db.events.update(root.row.seq, { verdict: sealed });
    await putNewer(db, copy);
  });
}

/**
 * The chain becomes one edit of the standing version, or nothing when it adds nothing to it. Resolves to the id under which
 * the object goes on: another one, where it was deleted and comes back.
 */
export async function replaceChain(
  store: Store,
  conflict: Conflict,
  theirs: Copy,
  { data, other, instead = null }: Outcome,
  write: Writer,
): Promise<string> {
  const { kind, lane, root, chain } = conflict;
  const { db, userId } = store;
  const standing = theirs.value === null ? null : (kind.edit?.toData(theirs.value) ?? theirs.value);
  const secrets = data === null ? {} : secretsOf(conflict);
  const nothingNew = same(data, standing) && Object.keys(secrets).length === 0;
  const queued = nothingNew ? null : reissued(conflict, theirs, data && { ...data, ...secrets });
  const row = queued && (await sealedRow(store, queued, root.row));
  const bases = await basesFor(store, conflict, theirs, queued, { other, instead });
  const copy = await copyRow(store, kind, theirs);
  const cameBack = queued !== null && queued.objectId !== root.queued.objectId;
  const kept = cameBack
    ? await keptAs(store, kind.kind, root.queued.objectId, queued.objectId)
    : { gone: [], rows: [] };
  const mark = markOf(lane.map((open) => open.row));
  await write([db.events, db.bases, db.objects], async () => {
    await stillAs(store, root.row.lane, mark);
    await db.events.bulkDelete(chain.map((gone) => gone.row.seq));
    await db.bases.bulkDelete(chain.map((gone) => [userId, kind.kind, gone.row.client_generated_id]));
    await putNewer(db, copy);
    if (row) await db.events.add({ ...row });
    await db.bases.bulkDelete(kept.gone.map((id) => [userId, kind.kind, id] as [string, string, string]));
    await db.bases.bulkPut([...kept.rows, ...bases]);
  });
  return queued?.objectId ?? root.queued.objectId;
}

/** What was handed in and stands in no state of the object: the newest of each. */
function secretsOf({ kind, chain }: Conflict): EditData {
  const handed = chain.flatMap(({ data }) => Object.entries(data));
  return Object.fromEntries(handed.filter(([name]) => kind.edit?.secrets?.includes(name)));
}

async function basesFor(
  store: Store,
  { kind, root }: Conflict,
  theirs: Copy,
  queued: Queued | null,
  { other, instead }: { other: unknown; instead: unknown },
): Promise<BaseRow[]> {
  const rows: BaseRow[] = [];
  const base: Base = { version: theirs.version, value: theirs.value };
  const id = queued?.envelope.client_generated_id;
  if (id && theirs.value !== null) rows.push(await baseRow(store, kind.kind, id, base));
  if (other === null) return rows;
  const kept = `kept:${root.queued.objectId}:${id ?? root.row.client_generated_id}`;
  rows.push(await keptRow(store, kind.kind, kept, { version: theirs.version, value: other, instead }, clock.now()));
  return rows;
}

function reissued(conflict: Conflict, theirs: Copy, data: EditData | null): Queued | null {
  const { kind, root, chain, mine } = conflict;
  const last = (chain.at(-1) as OpenRow).queued;
  if (theirs.value === null) {
    // Intents on a deleted thing fail for good: it comes back as a new one.
    const newId = crypto.randomUUID();
    const data = mine === null ? null : (kind.create?.toData(mine, newId) ?? null);
    return data && kind.create ? issue(last, { objectId: newId, collapse: false }, kind.create.eventType, data) : null;
  }
  if (kind.edit && data !== null) {
    const onTop = { ...data, base_version: theirs.version };
    return issue(last, { objectId: root.queued.objectId, collapse: true }, kind.edit.eventType, onTop);
  }
  const { eventType, data: own } = intentOf(last.envelope);
  const onTop = isRemoval(kind, eventType) ? { ...own, base_version: theirs.version } : own;
  return issue(last, { objectId: root.queued.objectId, collapse: last.collapse }, eventType, onTop);
}

function issue(like: Queued, change: Pick<Queued, 'objectId' | 'collapse'>, eventType: string, data: EditData): Queued {
  const envelope: Envelope = {
    ...like.envelope,
    schema_version: schemaVersion(eventType),
    event_type: eventType,
    client_generated_id: crypto.randomUUID(),
    timestamp: stamp(),
    data,
  };
  return { ...like, ...change, envelope };
}

async function sealedRow(store: Store, queued: Queued, root: EventRow): Promise<NewEventRow> {
  const clear = newRow(queued, root.needs, bytesOf(queued.envelope));
  const body = await seal(store.key, eventPlace(clear), queued);
  return { ...clear, body, seq: root.seq, replaces: root.client_generated_id };
}
