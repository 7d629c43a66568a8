import type { TFunction } from 'i18next';
import type { EditData } from '@/sync/kinds';
import { kindOf } from '@/sync/kinds';
import { NOTHING } from './differences';
import { partsApart } from './parts';
import { questionsOf } from './questions';
import type { Told } from './tell-conflict';
import type { Write } from './write-side';

/** A part that is not the same in two states of one thing: `mine` of the earlier, `theirs` of the later. */
export interface Change {
  paths: string[];
  told: Told;
  is: 'new' | 'gone' | 'other';
}

/** The part of a thing that a person writes. */
export const editDataOf = (kind: string, value: unknown): EditData =>
  kindOf(kind)?.edit?.toData(value) ?? (value as EditData);

/** What became of one state of a thing in another, part by part; what has no name to people is left out. */
export function tellChanges(kind: string, from: EditData, to: EditData, write: Write, t: TFunction): Change[] {
  const overlaps = partsApart(from, to);
  return questionsOf({ kind, overlaps, answers: {}, again: [] }, write, t).flatMap(({ paths, told }) => {
    const part = told.isPart ? overlaps.find(({ path }) => path === paths[0]) : undefined;
    const is = !part ? 'other' : part.mine === undefined ? 'new' : part.theirs === undefined ? 'gone' : 'other';
    const differences = told.differences
      .filter(({ what, mine, theirs }) => mine !== theirs && (what !== '' || told.isPart))
      .map((one) => (is === 'new' || one.isNew ? { ...one, mine: NOTHING } : one));
    return differences.length > 0 ? [{ paths, told: { ...told, differences }, is } satisfies Change] : [];
  });
}
