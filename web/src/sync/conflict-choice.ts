// What a person is asked about a conflict, and what becomes of their answer.
import { conflictIn, dataOf, mergeConflict, theirsOf } from './conflict';
import type { Store } from './database';
import type { EditData } from './kinds';
import { Outdated, untilCurrent } from './lane';
import type { Overlap } from './merge';
import { goOn, type QueueItem } from './outbox';
import { byPerson, replaceChain, type Writer } from './reissue';
import { currentStore } from './session-store';

export type Side = 'mine' | 'theirs';

/** The person's choice. The side not taken is kept for 30 days. */
export function resolveConflict(store: Store, clientGeneratedId: string, side: Side, write: Writer): Promise<void> {
  return untilCurrent(async () => {
    const row = await store.db.events.get({ client_generated_id: clientGeneratedId });
    const conflict = row && (await conflictIn(store, row.lane));
    const theirs = conflict && (await theirsOf(store, conflict));
    if (!conflict || !theirs) throw new Outdated('nothing to decide yet');
    const merge = await mergeConflict(conflict, theirs);
    const data =
      side === 'mine'
        ? (merge?.mine ?? dataOf(conflict.kind, conflict.mine))
        : (merge?.theirs ?? dataOf(conflict.kind, theirs.value));
    const other = side === 'mine' ? theirs.value : conflict.mine;
    await replaceChain(store, conflict, theirs, { data, other }, write);
  });
}

/** What a card shows. */
export interface ConflictSides {
  kind: string;
  overlaps: Overlap[];
  base: unknown;
  /** As this device and the other one have it; null: deleted. */
  mine: unknown;
  theirs: unknown;
  /** What would hold after either choice, where parts of both can be kept. */
  merged: { mine: EditData | null; theirs: EditData | null } | null;
}

export async function conflictCard(store: Store, lane: string): Promise<ConflictSides | null> {
  const conflict = await conflictIn(store, lane);
  const theirs = conflict && (await theirsOf(store, conflict));
  if (!conflict || !theirs) return null;
  const merge = await mergeConflict(conflict, theirs);
  return {
    kind: conflict.kind.kind,
    overlaps: merge?.overlaps ?? [],
    base: conflict.base?.value ?? null,
    mine: conflict.mine,
    theirs: theirs.value,
    merged: merge && { mine: merge.mine, theirs: merge.theirs },
  };
}

/** One tap: mine or theirs. Mine of an object that was deleted elsewhere brings it back as a new one. */
export async function resolve(id: string, side: Side): Promise<void> {
  const store = currentStore();
  await resolveConflict(store, id, side, byPerson(store));
  goOn();
}

/** Both sides of a conflict, for its card. null: not decided yet, or not one. */
export async function conflictOf(item: QueueItem): Promise<ConflictSides | null> {
  return conflictCard(currentStore(), `${item.objectKind}:${item.objectId}`);
}
