import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConflictCard } from '@/features/conflict/conflict-card';
import { StaleBanner } from '@/features/freshness/stale-banner';
import { useFreshness } from '@/features/freshness/use-freshness';
import { useGymWords } from '@/features/gyms/use-gym-words';
import type { MachineNote } from '@/shared/api/contract';
import { announce } from '@/shared/design/announcer';
import { Banner } from '@/shared/design/banner';
import { Button } from '@/shared/design/button';
import { buttonClass } from '@/shared/design/button-class';
import { ConfirmDeletion } from '@/shared/design/confirm-deletion';
import { Icon } from '@/shared/design/icon';
import { Page } from '@/shared/design/page';
import { EmptyState, Skeleton } from '@/shared/design/states';
import { reasonOf } from '@/shared/i18n/reason-of';
import { useObject } from '@/sync/objects';
import { useQueue } from '@/sync/outbox';
import { deleteNote } from './delete-note';
import { KeptNotes } from './kept-notes';
import { NoteForm } from './note-form';
import { NoteView } from './note-view';

/** One note of one's own: read beside the machine, changed when something is set anew. */
export function NotePage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { noteId } = useParams({ from: '/home/tools/machines/$noteId' });
  const read = useObject<MachineNote>('machine_note', noteId);
  const freshness = useFreshness('machine_note', read, noteId);
  const conflicts = useQueue().filter(
    ({ objectKind, objectId, conflict }) => objectKind === 'machine_note' && objectId === noteId && conflict !== null,
  );
  const { typeName } = useGymWords();
  const [editing, setEditing] = useState(false);
  const [deleting, setDeleting] = useState(false);
  const { value: note, loaded, pending, refused, deleted } = read;
  const back = (
    <Link
      to="/tools/machines"
      aria-label={t('common.back')}
      className="-mt-1 -mr-2 -ml-3 grid size-11 shrink-0 place-items-center self-start rounded-field text-mute transition-colors hover:bg-s2 hover:text-text"
    >
      <Icon name="back" />
    </Link>
  );
  const leave = () => navigate({ to: '/tools/machines' });
  const remove = async () => {
    if (!note) return;
    await deleteNote(note);
    announce(t('tools.notes.deleted'));
    await leave();
  };
  return (
    <Page
      title={note ? `${note.brand} ${note.model}` : t('tools.notes.new')}
      lead={
        note ? [typeName(note.machine_type), t(`tools.notes.${note.visibility}One`)].join(' · ') : t('tools.notes.lead')
      }
      back={back}
    >
      <StaleBanner freshness={freshness} />
      {conflicts.map((item) => (
        <ConflictCard
          key={item.id}
          item={item}
          onDecided={(id) => navigate({ to: '/tools/machines/$noteId', params: { noteId: id }, replace: true })}
        />
      ))}
      {refused && conflicts.length === 0 ? (
        <Banner tone="error">
          {t('tools.refused')} {reasonOf(refused, t).join(' ')}
        </Banner>
      ) : null}
      {pending && !refused ? <Banner icon="cloud">{t('common.notSent')}</Banner> : null}
      {!loaded || (!note && freshness.unread === 'reading') ? (
        <Skeleton label={t('common.loading')} first="h-24" rows={4} />
      ) : deleted ? (
        <EmptyState icon="note" title={t('tools.notes.gone.title')} text={t('tools.notes.gone.text')}>
          <Link to="/tools/machines" className={buttonClass('action', 'small')}>
            {t('tools.notes.title')}
          </Link>
        </EmptyState>
      ) : editing || !note ? (
        <NoteForm
          key={noteId}
          noteId={noteId}
          note={note}
          onSaved={() => setEditing(false)}
          onCancel={() => (note ? setEditing(false) : leave())}
        />
      ) : (
        <>
          <NoteView note={note} />
          <div className="mt-6">
            <KeptNotes note={note} />
          </div>
          <div className="mt-6 flex flex-wrap gap-2.5">
            <Button kind="ghost" size="small" onPress={() => setEditing(true)}>
              {t('tools.notes.edit')}
            </Button>
            <Button kind="warn" size="small" onPress={() => setDeleting(true)}>
              {t('tools.notes.delete')}
            </Button>
          </div>
        </>
      )}
      <ConfirmDeletion
        title={t('tools.notes.deleteTitle')}
        isOpen={deleting}
        onClose={() => setDeleting(false)}
        onDelete={remove}
      >
        {t('tools.notes.deleteText')}
      </ConfirmDeletion>
    </Page>
  );
}
