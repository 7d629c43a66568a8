import type { TFunction } from 'i18next';
import type { MachineNote, MachineNoteBody, MachineSetting } from '@/shared/api/contract';
import { same } from '@/sync/same';

type Field = keyof MachineNoteBody;

const labelsOf = (t: TFunction): Record<Field, string> => ({
  brand: t('tools.notes.brand'),
  model: t('tools.notes.model'),
  machine_type: t('tools.notes.type'),
  settings: t('tools.notes.settings'),
  notes: t('tools.notes.notes'),
  visibility: t('tools.notes.visibility'),
});

function textOf(field: Field, value: unknown, t: TFunction): string {
  if ((value ?? null) === null || (Array.isArray(value) && value.length === 0)) return '–';
  if (field === 'machine_type') return t(`tools.types.${value as MachineNoteBody['machine_type']}`);
  if (field === 'visibility') return t(`tools.notes.${value as MachineNoteBody['visibility']}One`);
  if (field === 'settings') return (value as MachineSetting[]).map((one) => `${one.name} ${one.value}`).join(', ');
  return String(value);
}

/** The name of a field of a note and how its value is said; null: no field of one. */
export function noteField(path: string, t: TFunction) {
  const labels = labelsOf(t);
  const name = path.slice(1);
  if (!(name in labels)) return null;
  const field = name as Field;
  return { what: labels[field], text: (value: unknown) => textOf(field, value, t) };
}

/** The fields of a note that are not as in the other, by their names. */
export function noteFacts(value: MachineNote, other: MachineNote, t: TFunction): { what: string; is: string }[] {
  const labels = labelsOf(t);
  return (Object.keys(labels) as Field[])
    .filter((field) => !same(value[field], other[field]))
    .map((field) => ({ what: labels[field], is: textOf(field, value[field], t) }));
}
