import { useTranslation } from 'react-i18next';
import { Banner } from '@/shared/design/banner';
import { reasonOf } from '@/shared/i18n/reason-of';
import { useQueue } from '@/sync/outbox';
import { ConflictCard } from './conflict-card';

interface Props {
  kind: string;
  /** Not given: the one object of its kind. */
  id?: string;
  read: { pending: boolean; refused?: Parameters<typeof reasonOf>[0] | null };
  /** The choice is made, and the object goes on under this id. */
  onDecided?: (id: string) => void;
}

/** What is to be said of an object as it stands: a question, what was not accepted, or that it is not sent yet. */
export function ObjectNotices({ kind, id, read: { pending, refused }, onDecided }: Props) {
  const { t } = useTranslation();
  const asked = useQueue().filter(
    ({ objectKind, objectId, conflict }) =>
      objectKind === kind && (id === undefined || objectId === id) && conflict !== null,
  );
  return (
    <>
      {asked.map((item) => (
        <ConflictCard key={item.id} item={item} onDecided={onDecided} />
      ))}
      {refused && asked.length === 0 ? (
        <Banner tone="error">
          {t('queue.lastRefused')} {reasonOf(refused, t).join(' ')}
        </Banner>
      ) : null}
      {pending && !refused ? <Banner icon="cloud">{t('common.notSent')}</Banner> : null}
    </>
  );
}
