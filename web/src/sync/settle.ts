// Facts from the server: they move copies forward and end the journey of the rows they answer, in one transaction.
import { baseRow, draftBase, readBase } from './bases';
import { type Copy, copyOf, copyRow, putNewer } from './copies';
import { type Sealed, seal } from './crypto';
import type { BaseRow, EventRow, ObjectRow } from './database';
import type { Verdict } from './envelope';
import { type FactData, isAnswer, type KindDefinition, kindOf, kindOfFact } from './kinds';
import { openLane, openRow, verdictPlace } from './lane';
import { intentOf } from './overlay';
import { fieldErrors, NO_PROBLEM } from './problem';
import { asLeader, type Seat } from './seat';
import { CURSOR } from './sync-marks';

/** One frame of the stream: `id` is its cursor, `data` the fact's envelope. */
export interface Fact {
  id: string;
  type: string;
  causationId: string;
  data: FactData;
}

export interface Settled {
  /** Lanes with a refusal that may be merged (conflict.ts). */
  refusedLanes: string[];
  /** Objects whose row left without their new state: to be read again. */
  unread: { kind: string; id: string }[];
}

/** What one fact changes; encrypted before any transaction opens. */
interface Change {
  copy?: ObjectRow;
  /** The copy is what `done` made, and nothing more. */
  own?: boolean;
  done?: EventRow;
  refused?: { row: EventRow; verdict: Sealed };
  /** What edits and drafts that were built on the answered row now stand on. */
  bases: BaseRow[];
}

/** Applies facts in order; `cursor` is stored with them, or left alone when undefined. */
export async function applyFacts(seat: Seat, facts: Fact[], cursor: string | undefined): Promise<Settled> {
  const settled: Settled = { refusedLanes: [], unread: [] };
  const changes: Change[] = [];
  for (const fact of facts) changes.push(await changeOf(seat, fact, settled));
  const { db, userId } = seat;
  await asLeader(seat, [db.events, db.objects, db.bases, db.drafts], async () => {
    for (const change of changes) await apply(seat, change);
    if (cursor !== undefined) await db.meta.put({ user_id: userId, name: CURSOR, value: cursor });
  });
  return settled;
}

async function changeOf(seat: Seat, fact: Fact, settled: Settled): Promise<Change> {
  const row = await ownRow(seat, fact.causationId);
  if (row && fact.type.endsWith('.failed')) {
    settled.refusedLanes.push(row.lane);
    return { refused: { row, verdict: await sealVerdict(seat, row, refusal(fact)) }, bases: [] };
  }
  const kind = kindOfFact(fact.type);
  const copy = kind && copyOfFact(kind, fact);
  const answered = row && (await openRow(seat, row)).queued;
  const answers = answered && isAnswer(kindOf(answered.objectKind), fact.type);
  // A queued edit of an older build said not what it stands on: one that came too late is a conflict, unless a later one
  // of this device repeats it anyway.
  if (row && answers && fact.data.superseded === true && !(await isRepeated(seat, row))) {
    settled.refusedLanes.push(row.lane);
    const verdict = await sealVerdict(seat, row, refusal(fact, 'superseded'));
    return { ...(copy && { copy: await copyRow(seat, kind, copy) }), refused: { row, verdict }, bases: [] };
  }
  if (row && answers && !copy) settled.unread.push({ kind: answered.objectKind, id: answered.objectId });
  return {
    ...(copy && kind && { copy: await copyRow(seat, kind, copy) }),
    ...(row && answers && { done: row, own: fact.data.superseded !== true }),
    bases: row && answers && copy ? await basesOnTop(seat, row, answered.objectKind, copy) : [],
  };
}

/** The copy that a fact (or the `theirs` of a refusal, under the same name) carries. */
export function copyOfFact(kind: KindDefinition, fact: Pick<Fact, 'type' | 'data'>): Copy | undefined {
  const value = kind.facts?.[fact.type]?.(fact.data);
  if (value === undefined) return undefined;
  if (value !== null) return copyOf(kind, value);
  const { id, version } = fact.data;
  return typeof id === 'string' ? { id, version: version ?? 0, value: null } : undefined;
}

async function ownRow({ db, userId }: Seat, id: string): Promise<EventRow | undefined> {
  const row = id === '' ? undefined : await db.events.get({ client_generated_id: id });
  return row?.user_id === userId ? row : undefined;
}

export async function isRepeated(seat: Seat, row: EventRow): Promise<boolean> {
  const lane = await openLane(seat, row.lane);
  const own = lane.find((open) => open.row.seq === row.seq);
  return lane.some((later) => later.row.seq > row.seq && later.collapse && later.eventType === own?.eventType);
}

function refusal(fact: Fact, code?: string): Verdict {
  const errors = fieldErrors(fact.data.errors);
  const data = code === 'superseded' ? fact.data : fact.data.theirs;
  const factType = fact.type.replace(/\.failed$/, '.persisted');
  return {
    problem: { ...NO_PROBLEM, code: code ?? errors[0]?.code ?? 'failed', detail: errors[0]?.message ?? '', errors },
    ...(typeof data === 'object' && data !== null && { theirs: { factType, data: data as FactData } }),
  };
}

export const sealVerdict = (seat: Seat, row: EventRow, verdict: Verdict): Promise<Sealed> =>
  seal(seat.key, verdictPlace(row), verdict);

/** Own edits queued behind the answered one, and a draft begun on it, now stand on its result. */
async function basesOnTop(seat: Seat, row: EventRow, kind: string, copy: Copy): Promise<BaseRow[]> {
  const { db, userId } = seat;
  if (copy.value === null) return [];
  const id = row.client_generated_id;
  const base = { version: copy.version, value: copy.value };
  const next = await db.events
    .where('[user_id+lane+seq]')
    .between([userId, row.lane, row.seq], [userId, row.lane, Infinity])
    .toArray();
  const edits = next.filter((later) => later.after === id).map((later) => later.client_generated_id);
  const drafts = await db.drafts.where('[user_id+kind+id]').between([userId], [userId, []]).toArray();
  const begun = drafts.filter((draft) => draft.base_after === id);
  return Promise.all([
    ...edits.map((name) => baseRow(seat, kind, name, base)),
    ...begun.map((draft) => baseRow(seat, draft.kind, draftBase(draft.id), base)),
  ]);
}

async function apply(seat: Seat, { copy, own, done, refused, bases }: Change): Promise<void> {
  const { db, userId } = seat;
  if (copy) await putNewer(db, copy, own);
  if (refused) {
    const verdict = { state: 'refused' as const, verdict: refused.verdict, lease: 0, nextRetryAt: 0 };
    await db.events.where({ client_generated_id: refused.row.client_generated_id }).modify(verdict);
  }
  if (!done) return;
  const kind = done.lane.slice(0, done.lane.indexOf(':'));
  await db.events.where({ client_generated_id: done.client_generated_id }).delete();
  await db.bases.delete([userId, kind, done.client_generated_id]);
  for (const base of bases) {
    await db.bases.put(base);
    if (!base.id.startsWith('draft:')) continue;
    await db.drafts.update([userId, base.kind, base.id.slice('draft:'.length)], {
      base_version: base.version,
      base_after: '',
    });
  }
}

/** Ends a row's journey with the state that was read for it; it may already hold later changes of another device. */
export async function settleWith(
  seat: Seat,
  row: EventRow,
  kind: KindDefinition | undefined,
  copy: Copy | undefined,
): Promise<void> {
  const { db } = seat;
  const result = kind && copy && (await resultOf(seat, row, kind, copy.id));
  const change: Change = {
    done: row,
    ...(kind && copy && { copy: await copyRow(seat, kind, copy), own: copy.version === result?.version }),
    bases: kind && result ? await basesOnTop(seat, row, kind.kind, result) : [],
  };
  await asLeader(seat, [db.events, db.objects, db.bases, db.drafts], () => apply(seat, change));
}

/** Its answer is a later state that does not hold it: a conflict like any other. */
export async function refuseSuperseded(seat: Seat, row: EventRow, kind: KindDefinition, copy: Copy): Promise<void> {
  const verdict = await sealVerdict(seat, row, { problem: { ...NO_PROBLEM, code: 'superseded' } });
  const change: Change = { copy: await copyRow(seat, kind, copy), refused: { row, verdict }, bases: [] };
  await asLeader(seat, [seat.db.events, seat.db.objects], () => apply(seat, change));
}

/** What the row alone made of the object it was built on. */
async function resultOf(seat: Seat, row: EventRow, kind: KindDefinition, id: string): Promise<Copy> {
  const { queued } = await openRow(seat, row);
  const base = await readBase(seat, kind.kind, row.client_generated_id);
  return {
    id,
    version: (base?.version ?? 0) + 1,
    value: kind.applyIntent(base?.value ?? null, intentOf(queued.envelope)),
  };
}
