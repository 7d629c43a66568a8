import { useTranslation } from 'react-i18next';
import { ConflictCard } from '@/features/conflict/conflict-card';
import { Banner } from '@/shared/design/banner';
import { reasonOf } from '@/shared/i18n/reason-of';
import { useQueue } from '@/sync/outbox';
import type { useSettings } from './use-settings';

/** What is to be said about the settings as they stand: not sent yet, or not accepted. */
export function SettingsNotices({ settings }: { settings: ReturnType<typeof useSettings> }) {
  const { t } = useTranslation();
  const conflicts = useQueue().filter((item) => item.objectKind === 'settings' && item.conflict !== null);
  if (conflicts.length > 0) return conflicts.map((item) => <ConflictCard key={item.id} item={item} />);
  if (settings.refused) {
    return (
      <Banner tone="error">
        {t('onboarding.refused')} {reasonOf(settings.refused, t).join(' ')}
      </Banner>
    );
  }
  return settings.pending ? <Banner icon="cloud">{t('common.notSent')}</Banner> : null;
}
