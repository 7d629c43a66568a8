import { useTranslation } from 'react-i18next';
import { CardList } from '@/shared/design/card';
import { Icon } from '@/shared/design/icon';
import type { QueueItem } from '@/sync/outbox';
import { EntryText } from './entry-text';

/** What else cannot go out before this is settled, and how it is set free. */
export function HeldBack({ item: { held, conflict } }: { item: QueueItem }) {
  const { t } = useTranslation();
  if (held.length === 0) return null;
  const title = t('queue.held.title', { count: held.length });
  return (
    <section aria-label={title} className="mb-3">
      <h3 className="text-15">{title}</h3>
      <p className="mb-2 text-13 text-mute">{t(conflict ? 'queue.held.untilChosen' : 'queue.held.untilSettled')}</p>
      <CardList label={title}>
        {held.map((entry) => (
          <li key={entry.id} className="flex items-start gap-3.5 px-4.5 py-3">
            <Icon name="timer" className="mt-0.5 shrink-0 text-mute" />
            <div className="min-w-0 flex-1">
              <EntryText entry={entry} />
            </div>
          </li>
        ))}
      </CardList>
    </section>
  );
}
