import type { MachineNoteBody } from '@/shared/api/contract';
import { enqueue } from '@/sync/outbox';
import { noteBody } from './note-body';

/** A whole note, new or changed; which state it was made on is noted by the queue. */
export async function saveNote(
  noteId: string,
  note: MachineNoteBody,
  { draft, on }: { draft?: { kind: string; id: string }; on?: unknown } = {},
): Promise<void> {
  await enqueue({
    eventType: 'machine.notes.submitted',
    data: { note_id: noteId, ...noteBody(note) },
    objectKind: 'machine_note',
    objectId: noteId,
    draft,
    shown: on,
    collapse: true,
  });
}
