// Drafts, for pages: what is typed or ticked is on disk before it counts.
import { useCallback, useMemo, useRef, useSyncExternalStore } from 'react';
import type { DraftRow } from './database';
import { DraftInHand } from './draft-in-hand';
import { openDraft } from './draft-store';
import { useWatch } from './live';
import type { ObjectRef } from './queue';
import { currentSession, onSession } from './session-store';

export interface DraftControls<T> {
  /** False until the disk was read: show a skeleton, not the initial value. */
  loaded: boolean;
  /** The last write is not on disk. */
  failed: boolean;
  /** Like setValue, but shows it only once it is on disk: for ticks. Rejects when it is not, and then it never was. */
  store(make: (old: T) => T): Promise<void>;
  /** Back to the initial value, and gone from the disk. */
  remove(): Promise<void>;
}

/** `of`: the object that the draft edits, if that is not the draft's own kind and id. */
export function useDraft<T>(
  kind: string,
  id: string,
  initial: T,
  { of }: { of?: ObjectRef } = {},
): [T, (next: T | ((old: T) => T)) => void, DraftControls<T>] {
  const userId = useSyncExternalStore(onSession, () => currentSession().store?.userId);
  const inHand = useMemo(() => new DraftInHand<T>(userId, kind, id), [userId, kind, id]);
  const { draft, loaded, failed } = useSyncExternalStore(inHand.follow, inHand.shown);
  const begin = useRef({ begin: initial, of });
  begin.current = { begin: initial, of };
  const setValue = useCallback(
    (next: T | ((old: T) => T)) => {
      const make = typeof next === 'function' ? (next as (old: T) => T) : () => next;
      inHand.change(make, { is: 'typed', ...begin.current }).catch(() => {});
    },
    [inHand],
  );
  const store = useCallback((make: (old: T) => T) => inHand.change(make, { is: 'ticked', ...begin.current }), [inHand]);
  const remove = useCallback(() => inHand.remove(), [inHand]);
  return [draft ? draft.value : initial, setValue, { loaded, failed, store, remove }];
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
