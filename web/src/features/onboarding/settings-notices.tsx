import { useTranslation } from 'react-i18next';
import { Banner } from '@/shared/design/banner';
import { reasonOf } from '@/shared/i18n/reason-of';
import type { useSettings } from './use-settings';

/** What is to be said about the settings as they stand: not sent yet, or not accepted. */
export function SettingsNotices({ settings }: { settings: ReturnType<typeof useSettings> }) {
  const { t } = useTranslation();
  if (settings.refused) {
    return (
      <Banner tone="error">
        {t('onboarding.refused')} {reasonOf(settings.refused, t).join(' ')}
      </Banner>
    );
  }
  return settings.pending ? <Banner icon="cloud">{t('common.notSent')}</Banner> : null;
}
