import type { MachineNote, MachineNoteBody } from '@/shared/api/contract';

const spelt = (text: string): string => text.toLowerCase().split(/\s+/).filter(Boolean).join(' ');
const machineOf = ({ brand, model, machine_type }: MachineNoteBody): string =>
  [spelt(brand), spelt(model), machine_type].join('\n');

/** Another note of this person on the same machine, however it is spelt: the server keeps one. */
export const noteOnSame = (notes: MachineNote[], id: string, machine: MachineNoteBody): MachineNote | undefined =>
  notes.find((other) => other.note_id !== id && machineOf(other) === machineOf(machine));

/** Whether all words stand somewhere in it, or begin there. */
export function isFound({ brand, model, settings = [], notes = '' }: MachineNoteBody, search: string): boolean {
  const words = wordsOf([brand, model, notes, ...settings.flatMap(({ name, value }) => [name, value])].join(' '));
  return wordsOf(search).every((asked) => words.some((word) => word.startsWith(asked)));
}

const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
