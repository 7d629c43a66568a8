// Three-way merge of one object: what one side changed is taken, what both changed differently is an overlap.

export interface Overlap {
  /** JSON pointer into the object. A keyed list names the element by its id. */
  path: string;
  base: unknown;
  mine: unknown;
  theirs: unknown;
}

export interface Merge<T = unknown> {
  /** With mine at every overlap, and with theirs: they are equal when nothing overlaps. */
  mine: T;
  theirs: T;
  overlaps: Overlap[];
}

type Fields = Record<string, unknown>;

/**
 * Merges field by field. `keyedLists` names the lists whose elements have ids (`{ workouts: 'workout_id' }`): those are
 * merged element by element, an element being one unit.
 */
export function mergeFields<T>(base: T, mine: T, theirs: T, keyedLists: Record<string, string> = {}): Merge<T> {
  const result: Merge<Fields> = { mine: {}, theirs: {}, overlaps: [] };
  const [b, m, t] = [fieldsOf(base), fieldsOf(mine), fieldsOf(theirs)];
  for (const name of new Set([...Object.keys(t), ...Object.keys(m)])) {
    const key = keyedLists[name];
    const lists = [b[name] ?? [], m[name], t[name]];
    if (key !== undefined && lists.every(Array.isArray)) {
      const [baseList, mineList, theirList] = lists as Fields[][];
      const list = mergeKeyed(baseList ?? [], mineList ?? [], theirList ?? [], key, `/${name}`);
      result.mine[name] = list.mine;
      result.theirs[name] = list.theirs;
      result.overlaps.push(...list.overlaps);
    } else {
      const one = mergeUnit(b[name], m[name], t[name], `/${name}`);
      if (one.mine !== undefined) result.mine[name] = one.mine;
      if (one.theirs !== undefined) result.theirs[name] = one.theirs;
      result.overlaps.push(...one.overlaps);
    }
  }
  return result as Merge<T>;
}

function mergeUnit<T>(base: T, mine: T, theirs: T, path: string): Merge<T> {
  if (same(mine, theirs) || same(base, mine)) return { mine: theirs, theirs, overlaps: [] };
  if (same(base, theirs)) return { mine, theirs: mine, overlaps: [] };
  return { mine, theirs, overlaps: [{ path, base, mine, theirs }] };
}

/** Keeps their order; what only I added follows. An element that is gone on one side and changed on the other overlaps. */
function mergeKeyed(base: Fields[], mine: Fields[], theirs: Fields[], key: string, path: string): Merge<Fields[]> {
  const byId = (list: Fields[]) => new Map(list.map((element) => [String(element[key]), element]));
  const [b, m, t] = [byId(base), byId(mine), byId(theirs)];
  const result: Merge<Fields[]> = { mine: [], theirs: [], overlaps: [] };
  for (const id of new Set([...t.keys(), ...m.keys()])) {
    const one = mergeUnit(b.get(id), m.get(id), t.get(id), `${path}/${id}`);
    if (one.mine !== undefined) result.mine.push(one.mine);
    if (one.theirs !== undefined) result.theirs.push(one.theirs);
    result.overlaps.push(...one.overlaps);
  }
  return result;
}

const fieldsOf = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {});

/** Equal as JSON: order of names does not matter, and an absent name is the same as null. */
export function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if ((a ?? null) === null || (b ?? null) === null) return (a ?? null) === (b ?? null);
  if (typeof a !== 'object' || typeof b !== 'object' || Array.isArray(a) !== Array.isArray(b)) return false;
  if (Array.isArray(a) && a.length !== (b as unknown[]).length) return false;
  const [left, right] = [a as Fields, b as Fields];
  return [...new Set([...Object.keys(left), ...Object.keys(right)])].every((name) => same(left[name], right[name]));
}
