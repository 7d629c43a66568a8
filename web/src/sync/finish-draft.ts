// The end of a draft: it goes in the transaction that writes its event, and a second tap is the same event.
import { draftBase } from './bases';
import { clock } from './clock';
import type { DraftRow, Store } from './database';
import { isWholeEdit, kindOf } from './kinds';
import { draftKey, Outdated, sameDraft } from './lane';
import type { Enqueue, ObjectRef } from './queue';

/** How long after a whole edit another one without a draft is still the same tap. Other intents happen once. */
const SAME_TAP_MS = 1_000;

/** The event that a draft became. */
interface Finished {
  id: string;
  eventType: string;
  objectId: string;
  at: number;
}

/** What was known of the draft when the write was decided. */
export interface Finish {
  write: Enqueue;
  draft: DraftRow | undefined;
  finished: Finished | undefined;
}

const nameOf = ({ kind, id }: ObjectRef): string => `finished:${kind}:${id}`;

export async function lastFinish({ db, userId }: Store, draft: ObjectRef): Promise<Finished | undefined> {
  return (await db.meta.get([userId, nameOf(draft)]))?.value as Finished | undefined;
}

/** Call only when no draft stands. */
export function isSameTap(finished: Finished, { eventType, objectId, objectKind }: Enqueue, calledAt: number): boolean {
  if (finished.eventType !== eventType || finished.objectId !== objectId) return false;
  return !isWholeEdit(kindOf(objectKind), eventType) || calledAt <= finished.at + SAME_TAP_MS;
}

/** Inside the transaction over `drafts`, `bases` and `meta`. */
export async function finishDraft(store: Store, { write, draft, finished }: Finish, as: string): Promise<void> {
  const { db, userId } = store;
  const ref = write.draft as ObjectRef;
  const standing = await db.drafts.get(draftKey(store, ref.kind, ref.id));
  const last = await lastFinish(store, ref);
  if (!sameDraft(standing, draft) || last?.id !== finished?.id) throw new Outdated('the draft changed or was finished');
  const mark: Finished = { id: as, eventType: write.eventType, objectId: write.objectId, at: clock.now() };
  await db.drafts.delete(draftKey(store, ref.kind, ref.id));
  await db.bases.delete([userId, ref.kind, draftBase(ref.id)]);
  await db.meta.put({ user_id: userId, name: nameOf(ref), value: mark });
}
