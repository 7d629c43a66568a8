// Drafts, for pages: what is typed or ticked is on disk before it counts.
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { clock } from './clock';
import type { DraftRow } from './database';
import { draftIsBeingWritten, openDraft, removeDraft, writeDraft } from './draft-store';
import { draftKey } from './lane';
import { useWatch, watch } from './live';
import type { ObjectRef } from './queue';
import { currentSession, onSession } from './session-store';

export interface DraftControls<T> {
  /** False until the disk was read: show a skeleton, not the initial value. */
  loaded: boolean;
  /** The last write is not on disk. */
  failed: boolean;
  /** Like setValue, but shows it only once it is on disk: for ticks. Rejects when it is not. */
  store(next: T): Promise<void>;
  /** Back to the initial value, and gone from the disk. */
  remove(): Promise<void>;
}

interface State<T> {
  name: string;
  /** Absent while there is no draft: then the initial value counts, whatever it is by then. */
  draft: { value: T } | null;
  /** When this tab last wrote; what the disk says of earlier is old. */
  writtenAt: number;
  loaded: boolean;
  failed: boolean;
}

/** `of`: the object that the draft edits, if that is not the draft's own kind and id. */
export function useDraft<T>(
  kind: string,
  id: string,
  initial: T,
  { of }: { of?: ObjectRef } = {},
): [T, (next: T | ((old: T) => T)) => void, DraftControls<T>] {
  const opened = useSyncExternalStore(onSession, () => currentSession().store);
  const name = `${opened?.userId}:${kind}:${id}`;
  const [ofKind, ofId] = [of?.kind, of?.id];
  const [state, setState] = useState<State<T>>();
  const shown: State<T> =
    state?.name === name ? state : { name, draft: null, writtenAt: 0, loaded: false, failed: false };
  const latest = useRef({ shown, initial });
  latest.current = { shown, initial };
  const show = useCallback((change: Partial<State<T>>) => {
    latest.current.shown = { ...latest.current.shown, ...change };
    setState(latest.current.shown);
  }, []);

  useEffect(() => {
    if (!opened) return;
    return watch(
      () => opened.db.drafts.get(draftKey(opened, kind, id)),
      async (row) => row && { at: row.updated_at, value: await openDraft<T>(opened, row) },
      (found) => {
        if (found ? found.at < latest.current.shown.writtenAt : draftIsBeingWritten(opened, kind, id)) {
          return show({ name, loaded: true });
        }
        const draft = found?.value === undefined ? null : { value: found.value };
        show({ name, loaded: true, draft });
      },
      () => show({ name, loaded: true, failed: true }),
    );
  }, [opened, kind, id, name, show]);

  const write = useCallback(
    async (value: T, at: number) => {
      try {
        if (!opened) throw new Error('nobody is signed in');
        const edits = ofKind !== undefined && ofId !== undefined ? { kind: ofKind, id: ofId } : undefined;
        await writeDraft(opened, kind, id, value, { of: edits, at });
        show({ name, failed: false });
      } catch (error) {
        show({ name, failed: true });
        throw error;
      }
    },
    [opened, kind, id, ofKind, ofId, name, show],
  );
  const setValue = useCallback(
    (next: T | ((old: T) => T)) => {
      const { shown: now, initial: begin } = latest.current;
      const old = now.draft ? now.draft.value : begin;
      const value = typeof next === 'function' ? (next as (old: T) => T)(old) : next;
      const at = clock.stamp();
      show({ name, draft: { value }, writtenAt: at });
      write(value, at).catch(() => {});
    },
    [name, show, write],
  );
  const store = useCallback(
    async (value: T) => {
      const at = clock.stamp();
      await write(value, at);
      show({ name, draft: { value }, writtenAt: at });
    },
    [name, show, write],
  );
  const remove = useCallback(async () => {
    if (opened) await removeDraft(opened, kind, id);
  }, [opened, kind, id]);
  const value = shown.draft ? shown.draft.value : initial;
  return [value, setValue, { loaded: shown.loaded, failed: shown.failed, store, remove }];
}

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
