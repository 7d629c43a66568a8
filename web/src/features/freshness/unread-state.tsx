import { useTranslation } from 'react-i18next';
import { ErrorState, Skeleton } from '@/shared/design/states';
import type { Freshness } from './use-freshness';

/** In the place of an empty list that nobody knows to be empty. */
export function UnreadState({ freshness }: { freshness: Freshness }) {
  const { t } = useTranslation();
  if (freshness.unread === 'reading') return <Skeleton label={t('common.loading')} first="h-40" rows={4} />;
  return (
    <ErrorState
      title={t('common.error.title')}
      text={t('common.error.text')}
      retryLabel={t('common.retry')}
      onRetry={freshness.refreshNow}
    />
  );
}
