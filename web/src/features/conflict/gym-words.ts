import type { TFunction } from 'i18next';
import type { Gym, GymMachine, Weight } from '@/shared/api/contract';
import { same } from '@/sync/same';
import type { Difference } from './differences';
import type { Write } from './write-side';

export const isGym = (value: unknown): value is Gym =>
  typeof value === 'object' && value !== null && 'inventory_id' in value && 'machines' in value;

/** As it is written on the plate. */
const marked = ({ value, unit }: Weight, write: Write): string => `${write.number(value)}\u00a0${unit}`;

const machineText = ({ name, machine_type, start_weight, sides, stack = [] }: GymMachine, write: Write, t: TFunction) =>
  [
    name || t(`tools.types.${machine_type}`),
    marked(start_weight, write),
    stack.map(({ weight, count }) => `${count} × ${marked(weight, write)}`).join(' + '),
    sides === 1 && stack.length === 0 ? t('tools.gyms.oneSide') : '',
  ]
    .filter(Boolean)
    .join(' ');

const platesText = ({ plates }: Gym, write: Write) =>
  plates.map(({ weight, pairs }) => `${marked(weight, write)} × ${pairs}`).join(', ') || '–';

const machinesText = ({ machines }: Gym, write: Write, t: TFunction) =>
  machines.map((machine) => machineText(machine, write, t)).join(', ') || '–';

/** What two devices made of one gym; on one side it may be gone. */
export function gymDifferences(mine: unknown, theirs: unknown, write: Write, t: TFunction): Difference[] {
  const fields: [string, (gym: Gym) => string][] = [
    [t('tools.gyms.name'), ({ name }) => name],
    [t('tools.gyms.unit'), ({ unit }) => unit],
    [t('tools.gyms.machines'), (gym) => machinesText(gym, write, t)],
    [t('tools.gyms.plates'), (gym) => platesText(gym, write)],
  ];
  const gone = t('queue.conflict.gone');
  if (!isGym(mine) || !isGym(theirs)) {
    const whole = (gym: unknown) => (isGym(gym) ? `${machinesText(gym, write, t)} · ${platesText(gym, write)}` : gone);
    return [{ what: '', mine: whole(mine), theirs: whole(theirs) }];
  }
  return fields
    .map(([what, text]) => ({ what, mine: text(mine), theirs: text(theirs) }))
    .filter((one) => !same(one.mine, one.theirs));
}
