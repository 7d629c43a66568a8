import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { StaleBanner } from '@/features/freshness/stale-banner';
import { UnreadState } from '@/features/freshness/unread-state';
import type { Freshness } from '@/features/freshness/use-freshness';
import type { MachineType } from '@/shared/api/contract';
import { buttonClass } from '@/shared/design/button-class';
import { CardList } from '@/shared/design/card';
import { EmptyState, Skeleton } from '@/shared/design/states';
import { useQueue } from '@/sync/outbox';
import { NoteFacts } from './note-facts';
import { isFound } from './same-machine';
import type { useNotes } from './use-notes';

interface Props {
  notes: ReturnType<typeof useNotes>;
  freshness: Freshness;
  search: string;
  type: MachineType | undefined;
  /** Under which a new note would stand. */
  fresh: string;
}

/** One's own notes, by what they are on; searched on the device. */
export function MyNotes({ notes, freshness, search, type, fresh }: Props) {
  const { t } = useTranslation();
  const asked = new Set(useQueue().flatMap(({ conflict, objectId }) => (conflict ? [objectId] : [])));
  const all = notes.items.flatMap(({ value, ...item }) => (value ? [{ ...item, note: value }] : []));
  const found = all
    .filter(({ note }) => (!type || note.machine_type === type) && isFound(note, search))
    .sort((a, b) => `${a.note.brand} ${a.note.model}`.localeCompare(`${b.note.brand} ${b.note.model}`));
  if (!notes.loaded) return <Skeleton label={t('common.loading')} first="h-20" rows={4} />;
  return (
    <>
      <StaleBanner freshness={freshness} />
      {found.length > 0 ? (
        <CardList label={t('tools.notes.mine')}>
          {found.map(({ note, pending, refused }) => (
            <li key={note.note_id}>
              <Link
                to="/tools/machines/$noteId"
                params={{ noteId: note.note_id }}
                className="block px-4.5 py-3.5 transition-colors hover:bg-s2"
              >
                <NoteFacts note={note} />
                {asked.has(note.note_id) ? (
                  <span className="mt-1 block text-12 text-yellow">{t('history.asked')}</span>
                ) : refused ? (
                  <span className="mt-1 block text-12 text-red">{t('queue.state.refused')}</span>
                ) : pending ? (
                  <span className="mt-1 block text-12 text-yellow">{t('common.notSent')}</span>
                ) : null}
              </Link>
            </li>
          ))}
        </CardList>
      ) : all.length > 0 ? (
        <p className="py-6 text-mute">{t('tools.notes.noMatch')}</p>
      ) : freshness.unread ? (
        <UnreadState freshness={freshness} />
      ) : (
        <EmptyState icon="note" title={t('tools.notes.empty.title')} text={t('tools.notes.empty.text')}>
          <Link to="/tools/machines/$noteId" params={{ noteId: fresh }} className={buttonClass('action', 'small')}>
            {t('tools.notes.add')}
          </Link>
        </EmptyState>
      )}
    </>
  );
}
