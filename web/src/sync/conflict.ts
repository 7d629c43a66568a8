// When another device was faster: merges three ways, and asks only where both changed the same thing (conflict-choice.ts).
import { type Base, copyAsBase, readBase } from './bases';
import { builtOn, neverSent } from './collapse';
import { type Copy, copyOf } from './copies';
import type { Store } from './database';
import type { Verdict } from './envelope';
import { type EditData, type KindDefinition, kindOf, mergeOf } from './kinds';
import { type OpenRow, openLane, openVerdict, untilCurrent } from './lane';
import { agreed, type Merge } from './merge';
import { intentOf } from './overlay';
import { askPerson, replaceChain, type Writer } from './reissue';
import { same } from './same';
import { copyOfFact } from './settle';

/** What was to be changed is not there: it was deleted, or never arrived. */
const GONE_CODES: ReadonlySet<string> = new Set(['deleted', 'not_found']);

const CONFLICT_CODES: ReadonlySet<string> = new Set([
  'version_conflict',
  // Of an edit by a build that did not always state one.
  'base_missing',
  ...GONE_CODES,
  'superseded',
  'exists',
  'already_completed',
]);

/** A refused chain of edits, and all that is needed to merge it. */
export interface Conflict {
  kind: KindDefinition;
  lane: OpenRow[];
  root: OpenRow;
  /** The root and what was built on it or repeats it: they become one edit. */
  chain: OpenRow[];
  verdict: Verdict;
  /** The object as this device would have it; null: deleted. */
  mine: unknown;
  base: Base | null;
}

/** The conflict of a lane, once nothing of it is still under way. */
export async function conflictIn(store: Store, laneName: string): Promise<Conflict | null> {
  const lane = await openLane(store, laneName);
  const root = lane.find(({ row }) => row.state === 'refused');
  const verdict = root && (await openVerdict(store, root.row));
  const kind = root && kindOf(root.queued.objectKind);
  if (!root || !verdict || !kind || !CONFLICT_CODES.has(verdict.problem.code)) return null;
  const built = new Set(builtOn(root, lane));
  const repeats = (row: OpenRow) => row.row.seq > root.row.seq && row.collapse && row.eventType === root.eventType;
  const chain = lane.filter((row) => row === root || built.has(row) || repeats(row));
  if (chain.some(({ row }) => row.state !== 'refused' && !neverSent(row))) return null;
  const base = await readBase(store, kind.kind, root.row.client_generated_id);
  let mine: unknown = base?.value ?? null;
  for (const { queued } of chain) mine = kind.applyIntent(mine, intentOf(queued.envelope));
  return { kind, lane, root, chain, verdict, mine, base };
}

/** Merges what can be merged without asking, and marks the rest for the person. True when the lane moved on. */
export function settleConflict(store: Store, lane: string, write: Writer): Promise<boolean> {
  return untilCurrent(async () => {
    const conflict = await conflictIn(store, lane);
    if (!conflict || conflict.verdict.conflict) return false;
    const theirs = await theirsOf(store, conflict);
    if (theirs === undefined) return false;
    const merge = await mergeConflict(conflict, theirs);
    if (merge && merge.overlaps.length === 0) {
      await replaceChain(store, conflict, theirs, { data: merge.mine, other: null }, write);
      return true;
    }
    const paths = merge ? merge.overlaps.map((overlap) => overlap.path) : [];
    await askPerson(store, conflict, { paths, deleted: theirs.value === null }, theirs, write);
    return false;
  });
}

/** null: cannot be merged by parts. Equal sides merge to nothing. */
export async function mergeConflict(conflict: Conflict, theirs: Copy): Promise<Merge<EditData | null> | null> {
  const { kind, mine } = conflict;
  const [m, t] = [dataOf(kind, mine), dataOf(kind, theirs.value)];
  const nothingLeft = t === null && m !== null && kind.create?.toData(mine, '') === null;
  if (same(m, t) || nothingLeft) return agreed(t);
  const base = startOf(conflict);
  return base === null || m === null || t === null ? null : mergeOf(kind, base, m, t);
}

/** What both sides started from; null: not known. Made on two devices at once, it started from nothing. */
function startOf({ kind, root, base }: Conflict): EditData | null {
  if (!kind.edit) return null;
  const created = root.eventType === (kind.create ?? kind.edit).eventType;
  if (base && root.eventType === kind.edit.eventType) return kind.edit.toData(base.value);
  return created ? {} : null;
}

export const dataOf = (kind: KindDefinition, value: unknown): EditData | null =>
  value === null ? null : (kind.edit?.toData(value) ?? (value as EditData));

/** The newest standing state; undefined: cannot be known now (the server does not answer), it is tried again later. */
export async function theirsOf(store: Store, { kind, root, verdict }: Conflict): Promise<Copy | undefined> {
  const id = root.queued.objectId;
  if (GONE_CODES.has(verdict.problem.code)) return { id, version: 0, value: null };
  const told = verdict.theirs && copyOfFact(kind, { type: verdict.theirs.factType, data: verdict.theirs.data });
  const here = await copyAsBase(store, kind.kind, id);
  if (told && here && here.version > told.version) return { id: told.id, ...here };
  if (told) return told;
  try {
    const value = await kind.fetchOne(id);
    return value === null ? { id, version: 0, value: null } : copyOf(kind, value);
  } catch {
    return undefined;
  }
}
