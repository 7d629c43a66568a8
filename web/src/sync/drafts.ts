// What is typed or ticked is on disk before it counts. A draft remembers what it was begun on, for merging.
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { baseRow, draftBase, shownAsBase } from './bases';
import { clock } from './clock';
import { type Place, seal, unseal } from './crypto';
import { type DraftRow, laneOf, laneRows, type Store } from './database';
import { durably } from './durable';
import { kindOf } from './kinds';
import { draftKey } from './lane';
import { useWatch, watch } from './live';
import type { ObjectRef } from './queue';
import { currentSession, onSession } from './session-store';

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

/** Writes in order of the calls; rejects when it is not on disk. */
export function writeDraft(store: Store, kind: string, id: string, value: unknown, of?: ObjectRef): Promise<void> {
  const name = nameOf(store, kind, id);
  const before = writing.get(name) ?? Promise.resolve();
  const write = before.catch(() => {}).then(() => putDraft(store, kind, id, value, of));
  writing.set(name, write);
  const done = () => {
    if (writing.get(name) === write) writing.delete(name);
  };
  write.then(done, done);
  return write;
}

async function putDraft(store: Store, kind: string, id: string, value: unknown, of?: ObjectRef): Promise<void> {
  const { db, userId } = store;
  const body = await seal(store.key, draftPlace(userId, kind, id), value);
  const standing = await db.drafts.get(draftKey(store, kind, id));
  const begun = standing ? null : await begin(store, { kind, id }, of ?? (kindOf(kind) && { kind, id }));
  await durably(db, userId, () =>
    db.transaction('rw', db.drafts, db.bases, async () => {
      const now = { user_id: userId, kind, id, updated_at: clock.now(), body };
      const updated = await db.drafts.update(draftKey(store, kind, id), { updated_at: now.updated_at, body });
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

export interface DraftControls<T> {
  /** False until the disk was read: show a skeleton, not the initial value. */
  loaded: boolean;
  /** The last write is not on disk. */
  failed: boolean;
  /** Like setValue, but shows it only once it is on disk: for ticks. Rejects when it is not. */
  store(next: T): Promise<void>;
  remove(): Promise<void>;
}

/** `of`: the object that the draft edits, if that is not the draft's own kind and id. */
export function useDraft<T>(
  kind: string,
  id: string,
  initial: T,
  { of }: { of?: ObjectRef } = {},
): [T, (next: T | ((old: T) => T)) => void, DraftControls<T>] {
  const opened = useSyncExternalStore(onSession, () => currentSession().store);
  const [state, setState] = useState<{ name: string; value: T; loaded: boolean; failed: boolean }>();
  const name = `${opened?.userId}:${kind}:${id}`;
  const [ofKind, ofId] = [of?.kind, of?.id];
  const start = { name, value: initial, loaded: false, failed: false };
  const shown = state?.name === name ? state : start;
  const latest = useRef(shown);
  latest.current = shown;
  const show = useCallback((change: Partial<typeof shown>) => {
    latest.current = { ...latest.current, ...change };
    setState(latest.current);
  }, []);

  useEffect(() => {
    if (!opened) return;
    const read = () => opened.db.drafts.get(draftKey(opened, kind, id));
    return watch(
      () => read(),
      async (row) => row && (await openDraft<T>(opened, row)),
      (value) => {
        const busy = writing.has(nameOf(opened, kind, id));
        show({ name, loaded: true, ...(value !== undefined && !busy && { value }) });
      },
      () => show({ name, loaded: true, failed: true }),
    );
  }, [opened, kind, id, name, show]);

  const setValue = useCallback(
    (next: T | ((old: T) => T)) => {
      const value = typeof next === 'function' ? (next as (old: T) => T)(latest.current.value) : next;
      show({ name, value });
      if (!opened) return show({ failed: true });
      writeDraft(opened, kind, id, value, refOf(ofKind, ofId)).then(
        () => show({ failed: false }),
        () => show({ failed: true }),
      );
    },
    [opened, kind, id, ofKind, ofId, name, show],
  );
  const store = useCallback(
    async (value: T) => {
      if (!opened) throw new Error('nobody is signed in');
      try {
        await writeDraft(opened, kind, id, value, refOf(ofKind, ofId));
        show({ name, value, failed: false });
      } catch (error) {
        show({ name, failed: true });
        throw error;
      }
    },
    [opened, kind, id, ofKind, ofId, name, show],
  );
  const remove = useCallback(async () => {
    if (opened) await removeDraft(opened, kind, id);
  }, [opened, kind, id]);
  return [shown.value, setValue, { loaded: shown.loaded, failed: shown.failed, store, remove }];
}

const refOf = (kind?: string, id?: string): ObjectRef | undefined =>
  kind !== undefined && id !== undefined ? { kind, id } : undefined;

/** Drafts begun and not finished, newest first. */
export function useDrafts<T>(kind: string): { id: string; value: T; updatedAt: Date }[] {
  const store = useSyncExternalStore(onSession, () => currentSession().store);
  const read = async (): Promise<DraftRow[]> => {
    if (!store) return [];
    return store.db.drafts
      .where('[user_id+kind+id]')
      .between([store.userId, kind, ''], [store.userId, kind, '\uffff'])
      .toArray();
  };
  const open = async (rows: DraftRow[]) => {
    if (!store) return [];
    const drafts = await Promise.all(
      rows.map(async (row) => ({
        id: row.id,
        value: await openDraft<T>(store, row),
        updatedAt: new Date(row.updated_at),
      })),
    );
    const readable = drafts.filter(
      (draft): draft is { id: string; value: Awaited<T>; updatedAt: Date } => draft.value !== undefined,
    );
    return readable.sort((a, b) => b.updatedAt.getTime() - a.updatedAt.getTime());
  };
  return useWatch(`drafts:${store?.userId}:${kind}`, read, open, []);
}
