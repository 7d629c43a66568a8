// What a person is asked about a conflict, and what becomes of their answers.
import { type Conflict, conflictIn, dataOf, mergeConflict, theirsOf } from './conflict';
import type { Copy } from './copies';
import type { Store } from './database';
import type { Answered } from './envelope';
import type { EditData } from './kinds';
import { Outdated, untilCurrent } from './lane';
import type { Merge, Overlap, Side, Taken } from './merge';
import { goOn, type QueueItem } from './outbox';
import { askPerson, byPerson, replaceChain, type Writer } from './reissue';
import { same } from './same';
import { currentStore } from './session-store';

/** By the path of the overlap. */
export type Answers = Record<string, Side>;

/** The path of what cannot be answered by parts. */
const WHOLE = '';

/**
 * The person's choice, everywhere or at some of the overlaps; it counts once there is one for each. What was not chosen
 * is kept for 30 days. A conflict that is decided already stays as it was decided, and a tap on what is not so any more
 * (`shown`: what they saw) decides nothing. Resolves to the id under which the object goes on, once it is decided.
 */
export function resolveConflict(
  store: Store,
  clientGeneratedId: string,
  side: Side,
  write: Writer,
  paths?: string[],
  shown?: ConflictSides,
): Promise<string | null> {
  return untilCurrent(async () => {
    const row = await store.db.events.get({ client_generated_id: clientGeneratedId });
    if (!row) return null;
    const conflict = await conflictIn(store, row.lane);
    const theirs = conflict && (await theirsOf(store, conflict));
    if (!conflict || !theirs) throw new Outdated('nothing to decide yet');
    const merge = await mergeConflict(conflict, theirs);
    const places = placesOf(theirs, merge);
    const seen = shown ? placesOf({ value: shown.theirs }, shown.overlaps.length > 0 ? shown : null) : places;
    const answered: Answered = { ...conflict.verdict.conflict?.answered };
    for (const path of paths ?? places.keys())
      if (places.has(path) && seen.has(path)) answered[path] = { side, seen: seen.get(path) };
    const { answers } = standing(answered, places);
    if (places.size === Object.keys(answers).length) {
      const outcome = merge ? byParts(conflict, theirs, merge, answers) : whole(conflict, theirs, side);
      return replaceChain(store, conflict, theirs, outcome, write);
    }
    const open = { paths: (merge?.overlaps ?? []).map(({ path }) => path), deleted: theirs.value === null };
    await askPerson(store, conflict, { ...open, answered }, theirs, write);
    return null;
  });
}

/**
 * What the other side changed since it was asked may leave nothing open: all of it dissolved, or the rest answered. True
 * when the lane moved on.
 */
export function settleAsked(store: Store, lane: string, write: Writer): Promise<boolean> {
  return untilCurrent(async () => {
    const conflict = await conflictIn(store, lane);
    const asked = conflict?.verdict.conflict;
    const theirs = conflict && asked && (await theirsOf(store, conflict));
    const merge = theirs && (await mergeConflict(conflict, theirs));
    if (!merge) return false;
    const places = placesOf(theirs, merge);
    const { answers } = standing(asked?.answered ?? {}, places);
    if (Object.keys(answers).length < places.size) return false;
    await replaceChain(store, conflict, theirs, byParts(conflict, theirs, merge, answers), write);
    return true;
  });
}

/** What is in question, by path: the other side of it. */
function placesOf(theirs: { value: unknown }, merge: { overlaps: Overlap[] } | null): Map<string, unknown> {
  if (!merge) return new Map([[WHOLE, theirs.value]]);
  return new Map(merge.overlaps.map((one) => [one.path, one.theirs]));
}

/** An answer stands as long as the other side of its place is what was seen; else it is asked `again`. */
function standing(answered: Answered, places: Map<string, unknown>): { answers: Answers; again: string[] } {
  const asked = [...places].flatMap(([path, theirs]) => {
    const one = answered[path];
    return one ? [{ path, side: one.side, stands: same(one.seen, theirs) }] : [];
  });
  return {
    answers: Object.fromEntries(asked.filter(({ stands }) => stands).map(({ path, side }) => [path, side])),
    again: asked.filter(({ stands }) => !stands).map(({ path }) => path),
  };
}

function whole({ kind, mine }: Conflict, theirs: Copy, side: Side) {
  return side === 'mine'
    ? { data: dataOf(kind, mine), other: theirs.value, instead: mine }
    : { data: dataOf(kind, theirs.value), other: mine, instead: theirs.value };
}

/** What is kept has the other answer to every question, if there is any. */
function byParts({ kind, root }: Conflict, theirs: Copy, merge: Merge<EditData | null>, sides: Answers) {
  if (merge.overlaps.length === 0) return { data: merge.mine, other: null };
  const other = merge.pick((path) => (sides[path] === 'mine' ? 'theirs' : 'mine'));
  const data = merge.pick((path) => sides[path] ?? 'theirs');
  const { timestamp } = root.queued.envelope;
  const stateOf = (made: EditData | null) => {
    if (!kind.edit) return made;
    const edit = { clientGeneratedId: '', eventType: kind.edit.eventType, timestamp, data: made ?? {} };
    return kind.applyIntent(theirs.value, edit);
  };
  return { data, other: stateOf(other), instead: stateOf(data) };
}

/** What a card shows. */
export interface ConflictSides {
  kind: string;
  /** What this device started from, if that is known. */
  base: unknown;
  /** As this device and the other one have it; null: deleted. */
  mine: unknown;
  theirs: unknown;
  /** What is in question, part by part; none: all of it. */
  overlaps: Overlap[];
  answers: Answers;
  /** Where the other side changed after it was answered; '': in what is chosen whole. */
  again: string[];
  /** What stands either way. */
  taken: Taken[];
}

export async function conflictCard(store: Store, lane: string): Promise<ConflictSides | null> {
  const conflict = await conflictIn(store, lane);
  const theirs = conflict && (await theirsOf(store, conflict));
  if (!conflict || !theirs) return null;
  const merge = await mergeConflict(conflict, theirs);
  return {
    kind: conflict.kind.kind,
    base: conflict.base?.value ?? null,
    mine: conflict.mine,
    theirs: theirs.value,
    overlaps: merge?.overlaps ?? [],
    ...standing(conflict.verdict.conflict?.answered ?? {}, placesOf(theirs, merge)),
    taken: merge?.taken ?? [],
  };
}

/** One tap: mine or theirs. Mine of an object that was deleted elsewhere brings it back as a new one. */
export async function resolve(id: string, side: Side, shown: ConflictSides, paths?: string[]): Promise<string | null> {
  const store = currentStore();
  const objectId = await resolveConflict(store, id, side, byPerson(store), paths, shown);
  goOn();
  return objectId;
}

/** Both sides of a conflict, for its card. null: not decided yet, or not one. */
export async function conflictOf(item: QueueItem): Promise<ConflictSides | null> {
  return conflictCard(currentStore(), `${item.objectKind}:${item.objectId}`);
}
