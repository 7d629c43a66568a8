import { useTranslation } from 'react-i18next';
import { Icon } from '@/shared/design/icon';
import { eventName } from '@/shared/i18n/event-name';
import { useFormat } from '@/shared/lib/use-format';
import type { QueueItem } from '@/sync/outbox';
import { labelOf } from './label-of';

export function WaitingItem({ item }: { item: QueueItem }) {
  const { t } = useTranslation();
  const format = useFormat();
  const label = labelOf(item);
  return (
    <li className="flex items-center gap-3.5 px-4.5 py-3">
      <Icon name="cloud" className={item.state === 'delayed' ? 'text-yellow' : 'text-mute'} />
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium">
          {eventName(item.eventType, t)}
          {label ? <span className="font-normal text-mute"> · {label}</span> : null}
        </p>
        <p className="text-13 text-mute">
          {t(`queue.state.${item.state}`)} · {t('queue.since', { when: format.instant(new Date(item.createdAt)) })}
          {item.attempts > 0 ? ` · ${t('queue.tries', { count: item.attempts })}` : ''}
        </p>
      </div>
    </li>
  );
}
