import type { Gym, GymMachine, MachineType, Unit, Weight } from '@/shared/api/contract';

/** In the order in which they are offered. */
export const MACHINE_TYPES: MachineType[] = ['barbell', 'hex_bar', 'hack_squat', 'leg_press', 'cable', 'other'];

/** Plates that most gyms have, heaviest first. */
export const USUAL_PLATES: Record<Unit, number[]> = {
  kg: [25, 20, 15, 10, 5, 2.5, 1.25],
  lb: [45, 35, 25, 10, 5, 2.5],
};

/** As many as fit one sleeve of a competition bar. */
const PAIRS = 12;

/** Without plates: a competition bar, an open hex bar, a linear hack squat, a linear leg press, the top plate of a stack. */
const START: Record<Unit, Record<MachineType, number>> = {
  kg: { barbell: 20, hex_bar: 25, hack_squat: 47, leg_press: 53.5, cable: 5, other: 0 },
  lb: { barbell: 45, hex_bar: 60, hack_squat: 104, leg_press: 118, cable: 10, other: 0 },
};

const STACK: Record<Unit, { value: number; count: number }> = {
  kg: { value: 5, count: 19 },
  lb: { value: 10, count: 19 },
};

/** A machine as most are; what is usual is a place to start from, and is said to be no more. */
export function usualMachine(machine_type: MachineType, unit: Unit, machine_id: string): GymMachine {
  const weight = (value: number): Weight => ({ value, unit });
  const machine: GymMachine = { machine_id, machine_type, start_weight: weight(START[unit][machine_type]), sides: 2 };
  if (machine_type !== 'cable') return machine;
  const { value, count } = STACK[unit];
  return { ...machine, sides: 1, stack: [{ weight: weight(value), count }] };
}

/** Where nobody said what is there: enough of what most gyms have. */
export function usualGym(unit: Unit): Gym {
  return {
    inventory_id: 'usual',
    name: '',
    unit,
    machines: MACHINE_TYPES.filter((type) => type !== 'other').map((type) => usualMachine(type, unit, type)),
    plates: USUAL_PLATES[unit].map((value) => ({ weight: { value, unit }, pairs: PAIRS })),
  };
}
