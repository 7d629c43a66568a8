import { useTranslation } from 'react-i18next';
import { Banner } from '@/shared/design/banner';
import { Pill } from '@/shared/design/button';
import type { Freshness } from './use-freshness';

export function StaleBanner({ freshness }: { freshness: Freshness }) {
  const { t } = useTranslation();
  if (!freshness.warning) return null;
  return (
    <Banner icon="cloud" action={<Pill onPress={freshness.refreshNow}>{t('common.refresh')}</Pill>}>
      {freshness.warning}
    </Banner>
  );
}
