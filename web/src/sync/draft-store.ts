// What is typed or ticked is on disk before it counts. A draft remembers what it was begun on, for merging.
import { baseRow, draftBase, shownAsBase } from './bases';
import { clock } from './clock';
import { type Place, seal, unseal } from './crypto';
import { type DraftRow, laneOf, laneRows, type Store } from './database';
import { durably } from './durable';
import { kindOf } from './kinds';
import { draftKey } from './lane';
import type { ObjectRef } from './queue';

const draftPlace = (userId: string, kind: string, id: string): Place => ({
  store: 'drafts',
  userId,
  id: `${kind}/${id}`,
});

/** The newest value of each draft that is still being written, so that finishing waits for it. */
const writing = new Map<string, Promise<void>>();

const nameOf = (store: Store, kind: string, id: string): string => JSON.stringify(draftKey(store, kind, id));

/** Waits until nothing of the draft is on its way to the disk. */
export async function draftWritten(store: Store, kind: string, id: string): Promise<void> {
  await writing.get(nameOf(store, kind, id));
}

export const draftIsBeingWritten = (store: Store, kind: string, id: string): boolean =>
  writing.has(nameOf(store, kind, id));

/** Writes in order of the calls, each with the value as it is when its turn comes; rejects when it is not on disk. */
export function writeDraft(
  store: Store,
  kind: string,
  id: string,
  value: () => unknown,
  { of, at = clock.stamp() }: { of?: ObjectRef; at?: number } = {},
): Promise<void> {
  const name = nameOf(store, kind, id);
  const before = writing.get(name) ?? Promise.resolve();
  const write = before.catch(() => {}).then(() => putDraft(store, { kind, id }, value(), { of, at }));
  writing.set(name, write);
  const done = () => {
    if (writing.get(name) === write) writing.delete(name);
  };
  write.then(done, done);
  return write;
}

async function putDraft(
  store: Store,
  { kind, id }: ObjectRef,
  value: unknown,
  { of, at }: { of?: ObjectRef; at: number },
): Promise<void> {
  const { db, userId } = store;
  const body = await seal(store.key, draftPlace(userId, kind, id), value);
  const standing = await db.drafts.get(draftKey(store, kind, id));
  const begun = standing ? null : await begin(store, { kind, id }, of ?? (kindOf(kind) && { kind, id }));
  await durably(db, userId, () =>
    db.transaction('rw', db.drafts, db.bases, async () => {
      const now = { user_id: userId, kind, id, updated_at: at, body };
      const updated = await db.drafts.update(draftKey(store, kind, id), { updated_at: at, body });
      if (updated > 0) return;
      const { base, ...start } = begun ?? { base: null, ...NOTHING };
      await db.drafts.put({ ...now, ...start } satisfies DraftRow);
      if (base) await db.bases.put(base);
    }),
  );
}

const NOTHING = { of: '', base_version: 0, base_after: '' };

/** What the person had before them when they began, and the newest own edit in it. */
async function begin(store: Store, draft: ObjectRef, of: ObjectRef | undefined) {
  if (!of) return { base: null, ...NOTHING };
  const shown = await shownAsBase(store, of.kind, of.id);
  const base = shown && (await baseRow(store, draft.kind, draftBase(draft.id), shown));
  const lane = laneOf(of.kind, of.id);
  const last = (await laneRows(store, lane)).at(-1);
  return { base, of: lane, base_version: shown?.version ?? 0, base_after: last?.client_generated_id ?? '' };
}

export async function removeDraft(store: Store, kind: string, id: string): Promise<void> {
  await draftWritten(store, kind, id).catch(() => {});
  const { db, userId } = store;
  await db.transaction('rw', db.drafts, db.bases, async () => {
    await db.drafts.delete(draftKey(store, kind, id));
    await db.bases.delete([userId, kind, draftBase(id)]);
  });
}

export const openDraft = <T>(store: Store, row: DraftRow): Promise<T | undefined> =>
  unseal<T>(store.key, draftPlace(store.userId, row.kind, row.id), row.body).catch(() => undefined);
