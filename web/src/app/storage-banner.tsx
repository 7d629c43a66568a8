import { useTranslation } from 'react-i18next';
import { Banner } from '@/shared/design/banner';
import { Button } from '@/shared/design/button';
import { useSyncStatus } from '@/sync/status';

/** When this browser does not keep what it is given, that comes before everything else. */
export function StorageBanner() {
  const { t } = useTranslation();
  const { problem } = useSyncStatus().storage;
  if (!problem || problem === 'insecure') return null;
  return (
    <div className="page-margin mx-auto w-full max-w-160 lg:pt-4">
      <Banner
        tone="error"
        action={
          problem === 'outdated' ? (
            <Button kind="ghost" size="small" onPress={() => window.location.reload()}>
              {t('common.error.reload')}
            </Button>
          ) : null
        }
      >
        {t(`common.storage.${problem}`)}
      </Banner>
    </div>
  );
}
