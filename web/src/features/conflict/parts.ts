import type { EditData } from '@/sync/kinds';
import type { Overlap } from '@/sync/merge';
import { same } from '@/sync/same';

type Element = Record<string, unknown>;

/** The lists whose elements are parts of their own, and what tells these apart: as the merges of their kinds have it. */
const LISTS: Record<string, string> = {
  workouts: 'workout_id',
  inventories: 'inventory_id',
  exercises_summary: 'name',
};

/** Of a name the first, second … in its list: an exercise may stand twice in a workout. */
const COUNTED = 'name';

function elements(list: unknown, field: string): Map<string, Element> {
  const found = new Map<string, Element>();
  for (const element of (list as Element[] | undefined) ?? []) {
    const name = String(element[field]);
    let key = field === COUNTED ? `${name}#1` : name;
    for (let nth = 2; found.has(key); nth++) key = `${name}#${nth}`;
    found.set(key, element);
  }
  return found;
}

/** JSON pointers, as the merges name a part. */
const pathOf = (...names: string[]): string =>
  names.map((name) => `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
const namesIn = (path: string): string[] =>
  path
    .slice(1)
    .split('/')
    .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));

/** The parts that are not the same in two states of one thing: `mine` of the one, `theirs` of the other. */
export function partsApart(mine: EditData, theirs: EditData): Overlap[] {
  return [...new Set([...Object.keys(mine), ...Object.keys(theirs)])].flatMap((name) => {
    const [one, other] = [mine[name], theirs[name]];
    if (same(one, other)) return [];
    const field = LISTS[name];
    if (!field) return [{ path: pathOf(name), base: one, mine: one, theirs: other }];
    const [from, to] = [elements(one, field), elements(other, field)];
    return [...new Set([...from.keys(), ...to.keys()])]
      .map((id) => ({ path: pathOf(name, id), base: from.get(id), mine: from.get(id), theirs: to.get(id) }))
      .filter((part) => !same(part.mine, part.theirs));
  });
}

/** `data` with these parts as they are in `from`. */
export function withParts(data: EditData, from: EditData, paths: string[]): EditData {
  return paths.reduce((made, path) => withPart(made, from, path), data);
}

function withPart(data: EditData, from: EditData, path: string): EditData {
  const [name = '', id] = namesIn(path);
  const field = LISTS[name];
  if (id === undefined || !field) {
    const { [name]: _, ...rest } = data;
    return name in from ? { ...rest, [name]: from[name] } : rest;
  }
  const list = elements(data[name], field);
  const part = elements(from[name], field).get(id);
  if (part) list.set(id, part);
  else list.delete(id);
  return { ...data, [name]: [...list.values()] };
}
