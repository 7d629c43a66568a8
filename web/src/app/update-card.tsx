import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Banner } from '@/shared/design/banner';
import { Button } from '@/shared/design/button';
import { activateUpdate } from './service-worker-updates';

/** Announces a new build, until it is put off, and puts it in place when asked and nobody is in the middle of something. */
export function UpdateCard({ worker }: { worker: ServiceWorker }) {
  const { t } = useTranslation();
  const [busy, setBusy] = useState(false);
  const [later, setLater] = useState<ServiceWorker | null>(null);
  useEffect(() => {
    const onSeen = () => document.visibilityState === 'visible' && setLater(null);
    document.addEventListener('visibilitychange', onSeen);
    return () => document.removeEventListener('visibilitychange', onSeen);
  }, []);
  if (later === worker) return null;
  return (
    <div className="fixed inset-x-0 bottom-[calc(var(--dock)+8px)] z-50 mx-auto max-w-110 px-5 lg:right-6 lg:bottom-[calc(var(--dock)+12px)] lg:left-auto">
      <Banner
        tone="info"
        icon="refresh"
        action={
          <div className="flex flex-col sm:flex-row">
            <Button kind="ghost" size="small" onPress={async () => setBusy(!(await activateUpdate(worker)))}>
              {t('common.update.apply')}
            </Button>
            <Button kind="quiet" size="small" onPress={() => setLater(worker)}>
              {t('common.update.later')}
            </Button>
          </div>
        }
      >
        {t('common.update.ready')} {busy ? t('common.update.waits') : null}
      </Banner>
    </div>
  );
}
