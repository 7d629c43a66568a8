import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ObjectNotices } from '@/features/conflict/object-notices';
import { StaleBanner } from '@/features/freshness/stale-banner';
import { useFreshness } from '@/features/freshness/use-freshness';
import { useGymWords } from '@/features/gyms/use-gym-words';
import type { MachineNote } from '@/shared/api/contract';
import { announce } from '@/shared/design/announcer';
import { BackLink } from '@/shared/design/back-link';
import { Button } from '@/shared/design/button';
import { buttonClass } from '@/shared/design/button-class';
import { ConfirmDeletion } from '@/shared/design/confirm-deletion';
import { Page } from '@/shared/design/page';
import { EmptyState, Skeleton } from '@/shared/design/states';
import { useObject } from '@/sync/objects';
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
  const { typeName } = useGymWords();
  const [editing, setEditing] = useState(false);
  const [deleting, setDeleting] = useState(false);
  const { value: note, loaded, deleted } = read;
  const back = <BackLink to="/tools/machines" />;
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
      <ObjectNotices
        kind="machine_note"
        id={noteId}
        read={read}
        onDecided={(id) => navigate({ to: '/tools/machines/$noteId', params: { noteId: id }, replace: true })}
      />
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
