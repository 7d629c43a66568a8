import type { Unit, Weight } from '@/shared/api/contract';
import { toLift } from '@/shared/lib/units';

/** How the athlete has days, weights and numbers written. */
export interface Write {
  day: (day: string) => string;
  weight: (weight: Weight) => string;
  number: (value: number) => string;
  unit: Unit;
}

/** Of weights that are still to be lifted: as the plan says them. */
export const asPlanned = (write: Write): Write => ({
  ...write,
  weight: (weight) => write.weight(toLift(weight, write.unit)),
});
