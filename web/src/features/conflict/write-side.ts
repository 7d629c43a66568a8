import type { Weight } from '@/shared/api/contract';

/** How the athlete has days, weights and numbers written. */
export interface Write {
  day: (day: string) => string;
  weight: (weight: Weight) => string;
  number: (value: number) => string;
}
