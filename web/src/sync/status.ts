// What the sync pill says. Always true: counted from the database, not from what was last attempted.
import { useSyncExternalStore } from 'react';
import { database, queuedRows } from './database';
import { useWatch } from './live';
import { groupByRefusal } from './queue-items';
import { currentSession, onSession } from './session-store';
import { failedTries, isLeader, isOnline, onLink } from './status-link';
import { onStorageHealth, type StorageHealth, storageHealth } from './storage-health';
import { LAST_SYNC } from './sync-marks';

export interface SyncStatus {
  /** The network is there and our server answers. */
  online: boolean;
  pending: number;
  refused: number;
  /** When this device last knew that it was up to date. */
  lastSync: Date | null;
  /** How often in a row sending has failed. */
  failedTries: number;
  /** Whether this tab does the sending. */
  leader: boolean;
  storage: StorageHealth;
}

export function useSyncStatus(): SyncStatus {
  const store = useSyncExternalStore(onSession, () => currentSession().store);
  const online = useSyncExternalStore(onLink, isOnline);
  const tries = useSyncExternalStore(onLink, failedTries);
  const leader = useSyncExternalStore(onLink, isLeader);
  const storage = useSyncExternalStore(onStorageHealth, storageHealth);
  const counts = useWatch(
    `counts:${store?.userId}`,
    async () => (store ? queuedRows(store) : []),
    async (rows) => {
      const groups = groupByRefusal(rows);
      const refused = [...groups.keys()].filter((row) => row.state === 'refused');
      return { pending: rows.filter((row) => row.state !== 'refused').length, refused: refused.length };
    },
    { pending: 0, refused: 0 },
  );
  const lastSync = useWatch(
    `last:${store?.userId}`,
    async () => store && database().meta.get([store.userId, LAST_SYNC]),
    async (row) => {
      return row ? new Date(row.value as number) : null;
    },
    null,
  );
  return { online, ...counts, lastSync, failedTries: tries, leader, storage };
}
