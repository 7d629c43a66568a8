import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { refresh } from '@/sync/objects';
import { useSyncStatus } from '@/sync/status';

interface Read {
  fetchedAt: Date | null;
  stale: boolean;
  loaded: boolean;
}

export interface Freshness {
  /** What to tell about the age of what is shown; null when it is current. */
  warning: string | null;
  /** The server has been asked since the page opened, whatever it said; or cannot be asked. */
  asked: boolean;
  /** Nothing of this kind was ever read on this device: it is being read, or cannot be. What is empty is then not known to be. */
  unread: 'reading' | 'failed' | null;
  refreshNow: () => Promise<void>;
}

/** Asks the server when a page of this kind opens, and says so when what is shown may be old. */
export function useFreshness(kind: string, read: Read, id?: string): Freshness {
  const { t } = useTranslation();
  const { online } = useSyncStatus();
  const [failed, setFailed] = useState(false);
  const [asked, setAsked] = useState(false);
  const refreshNow = useCallback(async () => {
    try {
      await refresh(kind, id);
      setFailed(false);
    } catch {
      setFailed(true);
    } finally {
      setAsked(true);
    }
  }, [kind, id]);
  // Without a connection nothing can be known to be current, however young the copy.
  const outdated = read.loaded && (read.stale || read.fetchedAt === null || !online);
  useEffect(() => {
    if (outdated && online) void refreshNow();
  }, [outdated, online, refreshNow]);
  const unread = read.loaded && read.fetchedAt === null ? (failed || !online ? 'failed' : 'reading') : null;
  const known = { refreshNow, asked: asked || !online, unread } as const;
  if (!outdated) return { warning: null, ...known };
  if (!online) return { warning: t('common.stale.offline'), ...known };
  if (failed) return { warning: t('common.stale.failed'), ...known };
  return { warning: read.fetchedAt === null ? null : t('common.stale.old'), ...known };
}
