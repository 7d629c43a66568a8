import { useTranslation } from 'react-i18next';
import { KeptVersions } from '@/features/conflict/kept-versions';
import { noteFacts } from '@/features/conflict/note-words';
import type { MachineNote } from '@/shared/api/contract';
import { announce } from '@/shared/design/announcer';
import { noteBody } from './note-body';
import { saveNote } from './save-note';

/** Versions of a note that were not taken, to come back to. */
export function KeptNotes({ note }: { note: MachineNote }) {
  const { t } = useTranslation();
  return (
    <KeptVersions<MachineNote>
      kind="machine_note"
      id={note.note_id}
      now={note}
      bodyOf={noteBody}
      factsOf={(value, other) => noteFacts(value, other, t)}
      warning={t('tools.notes.keptContent')}
      onTake={(value) => saveNote(note.note_id, value, { on: note }).then(() => announce(t('queue.kept.taken')))}
    />
  );
}
