import { useTranslation } from 'react-i18next';
import { ConflictCard } from '@/features/conflict/conflict-card';
import { Button } from '@/shared/design/button';
import { CardList } from '@/shared/design/card';
import { Page } from '@/shared/design/page';
import { EmptyState, Skeleton } from '@/shared/design/states';
import { useFormat } from '@/shared/lib/use-format';
import { OFFER_RETRY_FROM } from '@/sync/backoff';
import { retryNow, useQueueOnceRead } from '@/sync/outbox';
import { useSyncStatus } from '@/sync/status';
import { BegunHere } from './begun-here';
import { HeldBack } from './held-back';
import { KeptAfterDeletion } from './kept-after-deletion';
import { KeptElsewhere } from './kept-elsewhere';
import { RefusedItem } from './refused-item';
import { WaitingItem } from './waiting-item';

export function QueuePage() {
  const { t } = useTranslation();
  const format = useFormat();
  const read = useQueueOnceRead();
  const queue = read ?? [];
  const { online, lastSync, failedTries } = useSyncStatus();
  const refused = queue.filter((item) => item.state === 'refused');
  const waiting = queue.filter((item) => item.state !== 'refused');
  const last = lastSync ? t('queue.lastSync', { when: format.instant(lastSync) }) : t('queue.neverSync');
  return (
    <Page
      title={t('queue.title')}
      lead={
        <>
          {online ? t('queue.online') : t('queue.offline')} · {last}
        </>
      }
    >
      {read === null ? <Skeleton label={t('common.loading')} first="h-14" /> : null}
      {read?.length === 0 ? <EmptyState icon="check" title={t('queue.empty')} text={t('queue.emptyText')} /> : null}
      {refused.length > 0 ? (
        <section className="mb-7">
          <h2 className="mb-3 text-17">{t('queue.attention')}</h2>
          <div className="flex flex-col gap-3">
            {refused.map((item) => (
              <div key={item.id}>
                {item.conflict ? <ConflictCard item={item} /> : <RefusedItem item={item} />}
                <HeldBack item={item} />
              </div>
            ))}
          </div>
        </section>
      ) : null}
      {waiting.length > 0 ? (
        <section>
          <div className="mb-3 flex items-center justify-between gap-3">
            <h2 className="text-17">{t('queue.waiting')}</h2>
            {failedTries >= OFFER_RETRY_FROM || waiting.some((item) => item.canRetryNow) ? (
              <Button kind="ghost" size="small" onPress={retryNow}>
                {t('queue.retryNow')}
              </Button>
            ) : null}
          </div>
          <CardList label={t('queue.waiting')}>
            {waiting.map((item) => (
              <WaitingItem key={item.id} item={item} />
            ))}
          </CardList>
          <p className="mt-3 text-13 text-mute">{t('queue.lead')}</p>
        </section>
      ) : null}
      <BegunHere />
      <KeptElsewhere />
      <KeptAfterDeletion />
    </Page>
  );
}
