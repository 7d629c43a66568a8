// Writing to the queue: the event is on disk, and its draft gone, in one transaction, or nothing happened.
import { type Base, baseRow, draftBase, readBase, shownAsBase } from './bases';
import { clock, stamp } from './clock';
import { type Basis, builtOn, isStated, neverSent, type Placement, place, seen } from './collapse';
import { seal } from './crypto';
import { type DraftRow, laneOf, type NewEventRow, type ObjectRow, type Store } from './database';
import { durably } from './durable';
import { bytesOf, type Envelope, isFinalOn202, MAX_EVENT_BYTES, newRow, type Queued, schemaVersion } from './envelope';
import { type Finish, finishDraft, isSameTap, lastFinish } from './finish-draft';
import { type EditData, isRemoval, isWholeEdit, type KindDefinition, kindOf, mergeOf } from './kinds';
import { draftKey, eventPlace, markOf, type OpenRow, Outdated, openLane, stillAs, untilCurrent } from './lane';
import { same } from './same';
import { StorageError } from './storage-health';

export interface ObjectRef {
  kind: string;
  id: string;
}

export interface Enqueue {
  eventType: string;
  data: Record<string, unknown>;
  objectKind: string;
  objectId: string;
  /** Objects whose queued writes must have been taken first. */
  dependsOn?: ObjectRef[];
  /** The draft this finishes: it goes in the same transaction, and a second tap is the same event. */
  draft?: ObjectRef;
  /** The object as the person saw it when they changed or deleted it, where no draft remembers that: a change stands on it. */
  shown?: unknown;
  /** A whole-object edit that a later one makes needless. */
  collapse?: boolean;
  /** Whose data it is, if not the signed-in user's. */
  subjectUserId?: string;
}

export interface Enqueued {
  clientGeneratedId: string;
}

export function addEvent(store: Store, write: Enqueue): Promise<Enqueued> {
  const calledAt = clock.now();
  return untilCurrent(async () => {
    const rows = await openLane(store, laneOf(write.objectKind, write.objectId));
    const draft = write.draft && (await store.db.drafts.get(draftKey(store, write.draft.kind, write.draft.id)));
    const finished = write.draft && (await lastFinish(store, write.draft));
    if (finished && !draft && isSameTap(finished, write, calledAt)) return { clientGeneratedId: finished.id };
    const { placement, data, base } = await placed(store, write, rows, draft);
    // In the place of a refused creation stands a creation.
    const stays = placement.is === 'append' || isRemoval(kindOf(write.objectKind), write.eventType);
    const eventType = stays ? write.eventType : placement.first.eventType;
    const basis = statedBasis(write.objectKind, eventType, placement.basis, base);
    const queued = queuedOf(store, { ...write, eventType, data: { ...data, ...basis } });
    return commit(store, {
      queued,
      rows,
      placement,
      base,
      needs: lanesOf(write.dependsOn),
      finish: { write, draft, finished },
    });
  });
}

/** An edit always states a basis; one that an earlier build wrote, and whose place it takes, may have stated none. */
const statedBasis = (kind: string, eventType: string, basis: Basis, base: Base | null): Basis =>
  isStated(basis) || !isWholeEdit(kindOf(kind), eventType) ? basis : { base_version: base?.version ?? 0 };

interface Placed {
  placement: Placement<OpenRow>;
  data: EditData;
  base: Base | null;
}

async function placed(store: Store, write: Enqueue, rows: OpenRow[], draft?: DraftRow): Promise<Placed> {
  const { eventType, objectKind, objectId } = write;
  const kind = kindOf(objectKind);
  const wholeEdit = isWholeEdit(kind, eventType);
  const is = wholeEdit ? 'edit' : isRemoval(kind, eventType) ? 'removal' : 'addition';
  const copy = await store.db.objects.get([store.userId, objectKind, objectId]);
  let begun = draft?.of === laneOf(objectKind, objectId) ? draft : undefined;
  let data = write.data;
  if (wholeEdit && begun && begun.base_version === 0 && !seen(rows.at(-1), begun)) {
    data = await mergedHere(store, write, (await readBase(store, begun.kind, draftBase(begun.id)))?.value);
    begun = undefined;
  } else if (wholeEdit && !begun && rows.length > 0) {
    data = await mergedHere(store, write, write.shown);
  }
  const onOlder = is !== 'addition' && rows.length === 0 && !begun ? unlikeCopy(kind, write.shown, copy) : null;
  const onShown = onOlder && !(await isOwnSince(store, write, onOlder, copy)) ? onOlder : null;
  if (wholeEdit && onOlder && !onShown) data = await mergedHere(store, write, write.shown);
  // Not in the place of one that did not wait: that stands before what this waits for.
  const waits = lanesOf(write.dependsOn).some((lane) => !rows.at(-1)?.row.needs.includes(lane));
  const placement = place(
    { eventType, collapse: (write.collapse ?? false) && !waits, is },
    rows,
    begun,
    onShown?.version ?? copy?.version ?? 0,
  );
  return {
    placement,
    data,
    base: is === 'addition' ? null : (onShown ?? (await baseFor(store, write, placement, begun))),
  };
}

/** What was shown, where that is not the copy: an older one, or what a page shows before there is any. */
function unlikeCopy(kind: KindDefinition | undefined, shown: unknown, copy: ObjectRow | undefined): Base | null {
  if (!kind || !shown) return null;
  const version = kind.versionOf(shown);
  return !copy || copy.deleted === 1 || version < copy.version ? { version, value: shown } : null;
}

/** Since what is shown nobody else changed anything: own edits were taken that the page did not know of, or still showed as
 * queued, so that only its number is older. */
async function isOwnSince(store: Store, write: Enqueue, { version }: Base, copy?: ObjectRow): Promise<boolean> {
  const { objectKind, objectId, shown } = write;
  if (copy && copy.deleted === 0 && version >= copy.others) return true;
  const edit = kindOf(objectKind)?.edit;
  const standing = await shownAsBase(store, objectKind, objectId);
  return !!edit && !!shown && !!standing && same(edit.toData(shown), edit.toData(standing.value));
}

/** What was written on this device and was not seen (a draft begun before the server knew the object, a page that had not
 * heard of it yet) is no conflict with anybody: what the person changed is merged with it here. */
async function mergedHere(store: Store, { objectKind, objectId, data }: Enqueue, seenBy: unknown): Promise<EditData> {
  const kind = kindOf(objectKind);
  const standing = await shownAsBase(store, objectKind, objectId);
  if (!kind?.edit || !seenBy || !standing) return data;
  const [base, theirs] = [kind.edit.toData(seenBy), kind.edit.toData(standing.value)];
  return same(base, theirs) ? data : (await mergeOf(kind, base, data, theirs)).mine;
}

/** Gives up a refused row (or one never sent) and the edits built on it. What else waited for it goes on. */
export function discardEvent(store: Store, clientGeneratedId: string): Promise<void> {
  return untilCurrent(async () => {
    const { root, rows } = await laneOfEvent(store, clientGeneratedId);
    if (root.row.state !== 'refused' && !neverSent(root.row)) throw new Outdated('already on its way');
    const gone = [root, ...builtOn(root, rows)];
    const { db } = store;
    await db.transaction('rw', db.events, db.bases, async () => {
      await stillAs(store, root.row.lane, markOf(rows.map(({ row }) => row)));
      await removeRows(store, gone);
    });
  });
}

interface Commit {
  queued: Queued;
  rows: OpenRow[];
  placement: Placement<OpenRow>;
  base: Base | null;
  needs: string[];
  finish?: Finish;
}

async function commit(store: Store, { queued, rows, placement, base, needs, finish }: Commit): Promise<Enqueued> {
  const { db, userId } = store;
  const id = queued.envelope.client_generated_id;
  const bytes = bytesOf(queued.envelope);
  if (bytes > MAX_EVENT_BYTES) throw new StorageError('too_large');
  const clear = newRow(queued, needs, bytes);
  const row: NewEventRow = { ...clear, body: await seal(store.key, eventPlace(clear), queued) };
  const basis = base && (await baseRow(store, queued.objectKind, id, base));
  const mark = markOf(rows.map((open) => open.row));
  await durably(db, userId, () =>
    db.transaction('rw', [db.events, db.bases, db.drafts, db.meta], async () => {
      await stillAs(store, row.lane, mark);
      if (finish?.write.draft) await finishDraft(store, finish, id);
      if (placement.is === 'replace') {
        await removeRows(store, placement.gone);
        row.seq = placement.first.row.seq;
        row.replaces = placement.first.row.client_generated_id;
        row.needs = [...new Set([...placement.first.row.needs, ...needs])];
      }
      await db.events.add({ ...row });
      if (basis) await db.bases.put(basis);
    }),
  );
  return { clientGeneratedId: id };
}

async function removeRows({ db, userId }: Store, gone: OpenRow[]): Promise<void> {
  await db.events.bulkDelete(gone.map(({ row }) => row.seq));
  await db.bases.bulkDelete(gone.map(({ row, queued }) => [userId, queued.objectKind, row.client_generated_id]));
}

export async function laneOfEvent(
  store: Store,
  clientGeneratedId: string,
): Promise<{ root: OpenRow; rows: OpenRow[] }> {
  const row = await store.db.events.get({ client_generated_id: clientGeneratedId });
  const rows = row ? await openLane(store, row.lane) : [];
  const root = rows.find((open) => open.row.client_generated_id === clientGeneratedId);
  if (!root) throw new StorageError('unavailable');
  return { root, rows };
}

/** A chain of edits stands on what its first one started from; `after` points there, so only a first one has a base. */
async function baseFor(
  store: Store,
  write: Enqueue,
  placement: Placement<OpenRow>,
  draft?: DraftRow,
): Promise<Base | null> {
  const { objectKind, objectId } = write;
  if (placement.is === 'replace') return readBase(store, objectKind, placement.first.row.client_generated_id);
  if ('after' in placement.basis) return null;
  const started = draft && (await readBase(store, draft.kind, draftBase(draft.id)));
  return started ?? shownAsBase(store, objectKind, objectId);
}

/** A new event of this person, as it is queued. */
export function queuedOf(store: Store, write: Omit<Enqueue, 'draft' | 'dependsOn' | 'shown'>): Queued {
  const envelope: Envelope = {
    schema_version: schemaVersion(write.eventType),
    event_type: write.eventType,
    client_generated_id: crypto.randomUUID(),
    user_id: store.userId,
    ...(write.subjectUserId ? { subject_user_id: write.subjectUserId } : {}),
    timestamp: stamp(),
    source_service: 'frontend',
    data: write.data,
  };
  const { eventType, objectKind, objectId, collapse = false } = write;
  return { envelope, objectKind, objectId, collapse, finalOn202: isFinalOn202(eventType) };
}

const lanesOf = (refs: ObjectRef[] = []): string[] => refs.map(({ kind, id }) => laneOf(kind, id));
