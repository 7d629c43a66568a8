import type { MachineNote } from '@/shared/api/contract';
import { enqueue } from '@/sync/outbox';

/** `shown`: the note as it was when it was deleted. */
export async function deleteNote(shown: MachineNote): Promise<void> {
  await enqueue({
    eventType: 'machine.notes.deleted',
    data: { note_id: shown.note_id },
    objectKind: 'machine_note',
    objectId: shown.note_id,
    shown,
  });
}
