// Three-way merge of one object: what one side changed is taken, what both changed differently is an overlap.
import { same } from './same';

export type Side = 'mine' | 'theirs';

export interface Overlap {
  /** JSON pointer into the object. A keyed list names the element by its id. */
  path: string;
  base: unknown;
  /** Of an element of a keyed list: with all that only one side changed in it. */
  mine: unknown;
  theirs: unknown;
}

/** What only one side changed: it stands, whatever is chosen elsewhere. */
export interface Taken {
  path: string;
  side: Side;
  /** undefined: that side deleted it. */
  value: unknown;
}

export interface Merge<T = unknown> {
  /** With mine at every overlap, and with theirs: they are equal when nothing overlaps. */
  mine: T;
  theirs: T;
  overlaps: Overlap[];
  taken: Taken[];
  /** With the side that is asked for at the path of each overlap. */
  pick(sideAt: (path: string) => Side): T;
}

/** The lists whose elements have ids, by their names: the field of the id, and the lists within an element. */
export type KeyedLists = Record<string, { key: string; lists?: KeyedLists }>;

type Fields = Record<string, unknown>;
type Pick<T> = Merge<T>['pick'];

const merged = <T>(pick: Pick<T>, overlaps: Overlap[], taken: Taken[]): Merge<T> => ({
  mine: pick(() => 'mine'),
  theirs: pick(() => 'theirs'),
  overlaps,
  taken,
  pick,
});

/** Nothing is in question. */
export const agreed = <T>(value: T): Merge<T> => merged(() => value, [], []);

/** Merges field by field; of the keyed lists element by element, and an element that both have field by field again. */
export function mergeFields<T>(base: T, mine: T, theirs: T, lists: KeyedLists = {}): Merge<T> {
  return mergeAt(fieldsOf(base), fieldsOf(mine), fieldsOf(theirs), lists, '') as Merge<unknown> as Merge<T>;
}

function mergeAt(b: Fields, m: Fields, t: Fields, lists: KeyedLists, path: string): Merge<Fields> {
  const parts = [...new Set([...Object.keys(t), ...Object.keys(m)])].map((name): [string, Merge] => {
    const [list, at] = [lists[name], `${path}/${name}`];
    const sides = [b[name] ?? [], m[name], t[name]];
    const keyed = list && sides.every((side) => isKeyed(side, list.key));
    if (!keyed) return [name, mergeUnit(b[name], m[name], t[name], at)];
    const [baseList, mineList, theirList] = sides as [Fields[], Fields[], Fields[]];
    return [name, mergeKeyed(baseList, mineList, theirList, list, at)];
  });
  const pick: Pick<Fields> = (sideAt) =>
    Object.fromEntries(parts.map(([name, part]) => [name, part.pick(sideAt)]).filter(([, is]) => is !== undefined));
  return merged(pick, ...foundIn(parts.map(([, part]) => part)));
}

const foundIn = (parts: Merge[]): [Overlap[], Taken[]] => [
  parts.flatMap(({ overlaps }) => overlaps),
  parts.flatMap(({ taken }) => taken),
];

function mergeUnit<T>(base: T, mine: T, theirs: T, path: string): Merge<T> {
  if (same(mine, theirs)) return agreed(theirs);
  if (same(base, mine)) return merged(() => theirs, [], [{ path, side: 'theirs', value: theirs }]);
  if (same(base, theirs)) return merged(() => mine, [], [{ path, side: 'mine', value: mine }]);
  return merged((sideAt) => (sideAt(path) === 'mine' ? mine : theirs), [{ path, base, mine, theirs }], []);
}

/** What only one side added follows. An element that is gone on one side and changed on the other overlaps. */
function mergeKeyed(b: Fields[], m: Fields[], t: Fields[], list: KeyedLists[string], path: string): Merge<Fields[]> {
  const byId = (elements: Fields[]) => new Map(elements.map((element) => [String(element[list.key]), element]));
  const [base, mine, theirs] = [byId(b), byId(m), byId(t)];
  // Their order, unless only mine was changed.
  const moved = ordered(base, mine, theirs) !== ordered(mine, base, theirs);
  const ids = moved && ordered(base, mine, theirs) === ordered(theirs, base, mine) ? [mine, theirs] : [theirs, mine];
  const parts = [...new Set(ids.flatMap((one) => [...one.keys()]))].map((id) => {
    const at = `${path}/${id.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    return mergeElement(base.get(id), mine.get(id), theirs.get(id), list.lists ?? {}, at);
  });
  const pick: Pick<Fields[]> = (sideAt) => parts.map((part) => part.pick(sideAt)).filter((one) => one !== undefined);
  return merged(pick, ...foundIn(parts));
}

/** The ids that are in all three, as they stand in the first. */
const ordered = (list: Map<string, Fields>, ...others: Map<string, Fields>[]): string =>
  JSON.stringify([...list.keys()].filter((id) => others.every((other) => other.has(id))));

/** Whatever overlaps in an element is one question. */
function mergeElement(
  base: Fields | undefined,
  mine: Fields | undefined,
  theirs: Fields | undefined,
  lists: KeyedLists,
  path: string,
): Merge<Fields | undefined> {
  if (!base || !mine || !theirs) return mergeUnit(base, mine, theirs, path);
  const inside = mergeAt(base, mine, theirs, lists, path);
  if (inside.overlaps.length === 0) return inside;
  const pick: Pick<Fields> = (sideAt) => inside.pick(() => sideAt(path));
  return merged(pick, [{ path, base, mine: inside.mine, theirs: inside.theirs }], inside.taken);
}

const isKeyed = (list: unknown, key: string): boolean =>
  Array.isArray(list) && list.every((element) => typeof element === 'object' && element !== null && key in element);

const fieldsOf = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {});
