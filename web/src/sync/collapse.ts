// Where a new write stands among the queued rows of its object: decided from what is known, applied in one
// transaction, and decided again if the rows changed in between.
import type { DraftRow, EventRow } from './database';

export interface LaneRow {
  row: EventRow;
  eventType: string;
  collapse: boolean;
  data: Record<string, unknown>;
}

export type Placement<Row extends LaneRow> =
  /** Behind what is there. `basis` goes into the data of a whole edit or a deletion. */
  { is: 'append'; basis: Basis } | Replacement<Row>;

/** In the place of an edit that was never sent, or of a refused one with all that was built on it. */
export interface Replacement<Row extends LaneRow> {
  is: 'replace';
  first: Row;
  gone: Row[];
  basis: Basis;
}

export type Basis = { base_version: number } | { after: string } | Record<string, never>;

export interface Write {
  eventType: string;
  collapse: boolean;
  /** Of a whole edit and of a removal nothing is left of what stood before. */
  is: 'edit' | 'removal' | 'addition';
}

/** `lane`: rows of the object by seq. `copyVersion`: of the server's copy, 0 without one. */
export function place<Row extends LaneRow>(
  write: Write,
  lane: Row[],
  draft: DraftRow | undefined,
  copyVersion: number,
): Placement<Row> {
  const last = lane.at(-1);
  const refused = lane.find(({ row }) => row.state === 'refused');
  if (refused && write.is !== 'addition') return correction(refused, lane);
  if (last && write.collapse && canCollapse(last, write) && seen(last, draft)) {
    return { is: 'replace', first: last, gone: [last], basis: basisOf(last.data) };
  }
  return { is: 'append', basis: write.is === 'addition' ? {} : basis(write, last, draft, copyVersion) };
}

export const isStated = (basis: Basis): boolean => Object.keys(basis).length > 0;

/** Puts a whole new object in the place of a refused row: what repeated or built on the refused one goes with it. */
function correction<Row extends LaneRow>(refused: Row, lane: Row[]): Replacement<Row> {
  const built = new Set(builtOn(refused, lane));
  const later = lane.slice(lane.indexOf(refused) + 1);
  const repeats = (next: Row) => next.collapse && next.eventType === refused.eventType;
  const gone = [refused, ...later.filter((next) => built.has(next) || repeats(next))];
  return { is: 'replace', first: refused, gone, basis: basisOf(refused.data) };
}

/** Later rows that stand on `root` through `after`: without it the server would refuse them. */
export function builtOn<Row extends LaneRow>(root: Row, lane: Row[]): Row[] {
  const ids = new Set([root.row.client_generated_id]);
  const found: Row[] = [];
  for (const next of lane.slice(lane.indexOf(root) + 1)) {
    if (!ids.has(next.row.after)) continue;
    ids.add(next.row.client_generated_id);
    found.push(next);
  }
  return found;
}

/** Whether the server has certainly never seen it. */
export const neverSent = (row: EventRow): boolean => row.state === 'waiting' && row.retryCount === 0 && row.lease === 0;

function canCollapse(last: LaneRow, write: Write): boolean {
  return last.collapse && last.eventType === write.eventType && neverSent(last.row);
}

/** Whether the person had the queued edit before them when they began this one. */
export function seen(last: LaneRow | undefined, draft: DraftRow | undefined): boolean {
  return draft === undefined || draft.base_after === (last?.row.client_generated_id ?? '');
}

function basis({ is }: Write, last: LaneRow | undefined, draft: DraftRow | undefined, copyVersion: number): Basis {
  // 0: none was known. An edit says so and is merged; a removal is meant whatever stands.
  const onVersion = (version: number): Basis => (version > 0 || is === 'edit' ? { base_version: version } : {});
  if (draft === undefined) return last ? { after: last.row.client_generated_id } : onVersion(copyVersion);
  const standing = draft.base_after !== '' && last?.row.client_generated_id === draft.base_after;
  return standing ? { after: draft.base_after } : onVersion(draft.base_version);
}

/** What a queued edit says that it stands on; nothing: it adds, or an earlier build wrote it. */
export const basisOf = (data: Record<string, unknown>): Basis =>
  typeof data.after === 'string'
    ? { after: data.after }
    : typeof data.base_version === 'number'
      ? { base_version: data.base_version }
      : {};
