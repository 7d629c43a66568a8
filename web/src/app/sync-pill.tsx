import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { SESSION } from '@/features/workout/session-kind';
import { SyncPillFace, type SyncTone } from '@/shared/design/sync-pill';
import { useHasDrafts } from '@/sync/has-drafts';
import { useSyncStatus } from '@/sync/status';
import { useSpokenStatus } from './use-spoken-status';

/** Always in the same corner and always true; leads to what is waiting. */
export function SyncPill() {
  const { t } = useTranslation();
  const { online, pending, refused } = useSyncStatus();
  // Ticks of a workout under way are sent once it is finished.
  const begun = useHasDrafts(SESSION);
  const [tone, text] = ((): [SyncTone, string] => {
    if (refused > 0) return ['error', t('common.sync.attention', { count: refused })];
    if (!online && pending > 0) return ['waiting', t('common.sync.offlineCount', { count: pending })];
    if (!online) return ['waiting', t(begun ? 'common.sync.offlineBegun' : 'common.sync.offline')];
    if (pending > 0) return ['waiting', t('common.sync.waiting', { count: pending })];
    return ['good', t('common.sync.synced')];
  })();
  const spoken = useSpokenStatus(text, refused);
  return (
    <>
      <Link
        to="/queue"
        aria-label={t('common.sync.label', { state: text })}
        className="inline-flex min-h-11 items-center self-start"
      >
        <SyncPillFace tone={tone} text={text} />
      </Link>
      <span role="status" className="sr-only">
        {spoken}
      </span>
    </>
  );
}
