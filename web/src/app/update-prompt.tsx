import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Banner } from '@/shared/design/banner';
import { Button } from '@/shared/design/button';
import { activateUpdate, watchForUpdate } from './service-worker-updates';

/** Announces a new build and puts it in place when asked, and only when nobody is in the middle of something. */
export function UpdatePrompt() {
  const { t } = useTranslation();
  const [waiting, setWaiting] = useState<ServiceWorker | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => watchForUpdate(setWaiting), []);
  if (!waiting) return null;
  return (
    <div className="fixed inset-x-0 bottom-[calc(var(--dock)+8px)] z-50 mx-auto max-w-110 px-5 lg:right-6 lg:bottom-[calc(var(--dock)+12px)] lg:left-auto">
      <Banner
        tone="info"
        icon="refresh"
        action={
          <Button kind="ghost" size="small" onPress={async () => setBusy(!(await activateUpdate(waiting)))}>
            {t('common.update.apply')}
          </Button>
        }
      >
        {t('common.update.ready')} {busy ? t('common.update.waits') : null}
      </Banner>
    </div>
  );
}
