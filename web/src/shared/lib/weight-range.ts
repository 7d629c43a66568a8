import type { Unit } from '@/shared/api/contract';
import { convert, MAX_WEIGHT, type Range } from './units';

type Ends = Pick<Range, 'min' | 'max'>;

/** A range said in kilograms, in whole numbers of the unit that is typed. */
export function weightRange({ min, max }: Ends, unit: Unit): Ends {
  return {
    min: Math.ceil(convert({ value: min, unit: 'kg' }, unit)),
    max: Math.min(MAX_WEIGHT, Math.floor(convert({ value: max, unit: 'kg' }, unit))),
  };
}
