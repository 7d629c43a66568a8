// Whether something is begun: for who shows no draft itself.
import { useSyncExternalStore } from 'react';
import { useWatch } from './live';
import { currentSession, onSession } from './session-store';

export function useHasDrafts(kind: string): boolean {
  const store = useSyncExternalStore(onSession, () => currentSession().store);
  const all = [store?.userId, kind];
  return useWatch(
    `has-drafts:${all}`,
    async () =>
      store?.db.drafts
        .where('[user_id+kind+id]')
        .between([...all, ''], [...all, '\uffff'])
        .count() ?? 0,
    async (count) => count > 0,
    false,
  );
}
