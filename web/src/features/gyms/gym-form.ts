import type { Gym, GymMachine, Unit, Weight } from '@/shared/api/contract';
import { MAX_GYM_MACHINES, MAX_GYM_PLATES } from '@/shared/lib/limits';
import { USUAL_PLATES } from '@/shared/training/usual-gym';

/** The draft of a gym that is not there yet, and of one that is changed. */
export const NEW_GYM = 'gym_new';
export const GYM_EDIT = 'gym_edit';

export interface PlateRow {
  /** Absent while it is being typed. */
  weight?: Weight;
  pairs: number;
}

export interface StackRow {
  weight?: Weight;
  count?: number;
}

export interface MachineForm extends Omit<GymMachine, 'start_weight' | 'stack'> {
  start_weight?: Weight;
  stack: StackRow[];
}

/** A gym as it is typed: also what is not there yet, and plates of which there are none. */
export interface GymForm extends Omit<Gym, 'machines' | 'plates'> {
  machines: MachineForm[];
  plates: PlateRow[];
}

export type GymFinding = 'name' | 'start' | 'stack' | 'twice' | 'tooMany';

const isOf = (unit: Unit, value: number) => (row: PlateRow) => row.weight?.unit === unit && row.weight.value === value;

const isUsual = ({ value, unit }: Weight): boolean => USUAL_PLATES[unit].includes(value);

/** With a row for each usual plate of its unit, heaviest first, before all others. */
export function withUsualRows(form: GymForm): GymForm {
  const { unit, plates } = form;
  const usual = USUAL_PLATES[unit].map(
    (value) => plates.find(isOf(unit, value)) ?? { weight: { value, unit }, pairs: 0 },
  );
  const others = plates.filter(({ weight, pairs }) => {
    if (!weight || !isUsual(weight)) return true;
    // Of the other unit's usual plates only those that are there.
    return weight.unit !== unit && pairs > 0;
  });
  return { ...form, plates: [...usual, ...others] };
}

export const formOf = (gym: Gym): GymForm =>
  withUsualRows({ ...gym, machines: gym.machines.map((machine) => ({ ...machine, stack: machine.stack ?? [] })) });

/** The gym that the form says; what is empty is left out. */
export function gymOf(form: GymForm): Gym {
  return {
    inventory_id: form.inventory_id,
    name: form.name.trim(),
    unit: form.unit,
    machines: form.machines.map(({ name, stack, start_weight, ...machine }) => ({
      ...machine,
      start_weight: start_weight ?? { value: 0, unit: form.unit },
      ...(name?.trim() && { name: name.trim() }),
      ...(stack.length > 0 && {
        stack: stack.flatMap(({ weight, count }) => (weight && count ? [{ weight, count }] : [])),
      }),
    })),
    plates: form.plates.flatMap(({ weight, pairs }) => (weight && pairs > 0 ? [{ weight, pairs }] : [])),
  };
}

/** What the server would not take, so that it is not queued. */
export function findingsOf(form: GymForm): Set<GymFinding> {
  const found = new Set<GymFinding>();
  if (form.name.trim() === '') found.add('name');
  const plates = form.plates.filter(({ pairs }) => pairs > 0);
  if (isTwice(plates)) found.add('twice');
  if (plates.length > MAX_GYM_PLATES || form.machines.length > MAX_GYM_MACHINES) found.add('tooMany');
  for (const { start_weight, stack } of form.machines) {
    if (!start_weight) found.add('start');
    if (isTwice(stack)) found.add('twice');
    if (stack.some(({ weight, count }) => !weight || weight.value <= 0 || !count)) found.add('stack');
  }
  return found;
}

function isTwice(rows: { weight?: Weight }[]): boolean {
  const marks = rows.flatMap(({ weight }) => (weight ? [`${weight.value} ${weight.unit}`] : []));
  return new Set(marks).size < marks.length;
}
