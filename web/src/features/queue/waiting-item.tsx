import { useTranslation } from 'react-i18next';
import { Icon } from '@/shared/design/icon';
import { useFormat } from '@/shared/lib/use-format';
import type { QueueItem } from '@/sync/outbox';
import { EntryText } from './entry-text';

export function WaitingItem({ item }: { item: QueueItem }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <li className="flex items-start gap-3.5 px-4.5 py-3">
      <Icon name="cloud" className={`mt-0.5 shrink-0 ${item.state === 'delayed' ? 'text-yellow' : 'text-mute'}`} />
      <div className="min-w-0 flex-1">
        <EntryText entry={item} />
        <p className="text-13 text-mute">
          {t(`queue.state.${item.state}`)} · {t('queue.since', { when: format.instant(new Date(item.createdAt)) })}
          {item.attempts > 0 ? ` · ${t('queue.tries', { count: item.attempts })}` : ''}
        </p>
      </div>
    </li>
  );
}
