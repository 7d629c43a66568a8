import type { MachineNoteBody } from '@/shared/api/contract';

/** The part of a note that the athlete writes; the rest is the server's. */
export function noteBody(note: MachineNoteBody): MachineNoteBody {
  const { brand, model, machine_type, settings = [], notes, visibility } = note;
  const body: MachineNoteBody = { brand, model, machine_type, visibility };
  if (settings.length > 0) body.settings = settings;
  if (notes) body.notes = notes;
  return body;
}
