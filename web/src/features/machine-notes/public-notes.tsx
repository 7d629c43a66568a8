import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MachineNote, MachineType } from '@/shared/api/contract';
import { announce } from '@/shared/design/announcer';
import { Button, Pill } from '@/shared/design/button';
import { CardList } from '@/shared/design/card';
import { EmptyState, ErrorState, Skeleton } from '@/shared/design/states';
import { newId } from '@/shared/lib/ids';
import { NoteFacts } from './note-facts';
import { noteOnSame } from './same-machine';
import { saveNote } from './save-note';
import { useNotes } from './use-notes';
import { usePublicNotes } from './use-public-notes';

/** What others share; a note that helps is kept as one's own, with one tap. */
export function PublicNotes({ search, type }: { search: string; type: MachineType | undefined }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const read = usePublicNotes(search.trim(), type, true);
  const own = useNotes().items.flatMap(({ value }) => value ?? []);
  const [keeping, setKeeping] = useState('');
  const take = async (note: MachineNote) => {
    setKeeping(note.note_id);
    const id = newId();
    await saveNote(id, { ...note, visibility: 'private' })
      .then(() => {
        announce(t('tools.notes.taken'));
        return navigate({ to: '/tools/machines/$noteId', params: { noteId: id } });
      })
      .catch(() => announce(t('common.storage.failed'), { tone: 'error' }))
      .finally(() => setKeeping(''));
  };
  if (read.isError)
    return (
      <ErrorState
        title={t('tools.notes.needsNetwork')}
        text={t('common.error.network')}
        retryLabel={t('common.retry')}
        onRetry={() => read.refetch()}
      />
    );
  if (!read.data) return <Skeleton label={t('common.loading')} first="h-20" rows={4} />;
  const notes = read.data.pages.flatMap(({ items }) => items);
  if (notes.length === 0)
    return <EmptyState icon="search" title={t('tools.notes.nobody.title')} text={t('tools.notes.nobody.text')} />;
  return (
    <>
      <CardList label={t('tools.notes.public')}>
        {notes.map((note) => (
          <li
            key={note.note_id}
            className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 py-3.5 pr-3 pl-4.5"
          >
            <div className="min-w-0 flex-1 basis-[12rem]">
              <NoteFacts note={note} whole />
            </div>
            {note.mine || noteOnSame(own, '', note) ? (
              <span className="inline-flex min-h-11 items-center px-2 text-13 text-mute">
                {t(note.mine ? 'tools.notes.yours' : 'tools.notes.haveOne')}
              </span>
            ) : (
              <Pill
                aria-label={t('tools.notes.takeNamed', { name: `${note.brand} ${note.model}` })}
                isPending={keeping === note.note_id}
                onPress={() => take(note)}
              >
                {t('tools.notes.take')}
              </Pill>
            )}
          </li>
        ))}
      </CardList>
      {read.hasNextPage ? (
        <Button
          kind="ghost"
          size="small"
          className="mt-4 w-full"
          isPending={read.isFetchingNextPage}
          onPress={() => read.fetchNextPage()}
        >
          {t('common.more')}
        </Button>
      ) : null}
    </>
  );
}
