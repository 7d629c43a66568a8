import { useTranslation } from 'react-i18next';
import type { QueueEntry } from '@/sync/outbox';
import { useTellEntry } from './tell-entry';

/** What was done, to what, and what was changed in it. */
export function EntryText({ entry }: { entry: QueueEntry }) {
  const { t } = useTranslation();
  const { what, about, lines, more } = useTellEntry()(entry);
  return (
    <>
      <p className="hyphens-auto break-words font-medium">
        {what}
        {about ? <span className="font-normal text-mute"> · {about}</span> : null}
      </p>
      {lines.map((line) => (
        <p key={line} className="hyphens-auto break-words text-15">
          {line}
        </p>
      ))}
      {more > 0 ? <p className="text-13 text-mute">{t('queue.conflict.more', { count: more })}</p> : null}
    </>
  );
}
