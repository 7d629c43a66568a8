import type { MachineNote, MachineNoteBody } from '@/shared/api/contract';
import { noteBody } from './note-body';

interface Intent {
  clientGeneratedId: string;
  eventType: string;
  data: Record<string, unknown>;
}

/** The note as it will stand once a queued write has arrived. */
export function applyQueuedNote(standing: MachineNote | null, intent: Intent): MachineNote | null {
  switch (intent.eventType) {
    case 'machine.notes.submitted': {
      const data = intent.data as unknown as MachineNoteBody & { note_id?: string };
      return {
        ...noteBody(data),
        note_id: data.note_id ?? intent.clientGeneratedId,
        version: standing?.version ?? 0,
        updated_at: standing?.updated_at,
      };
    }
    case 'machine.notes.deleted':
      return null;
    default:
      return standing;
  }
}
