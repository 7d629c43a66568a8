import type { Unit } from '@/shared/api/contract';

const PLATES: Record<Unit, number[]> = {
  kg: [25, 20, 15, 10, 5, 2.5, 1.25],
  lb: [45, 35, 25, 10, 5, 2.5],
};

export const BAR: Record<Unit, number> = { kg: 20, lb: 45 };

/** Most plates that fit one sleeve of a competition bar. */
const MAX_PER_SIDE = 12;

export interface Loading {
  perSide: number[];
  /** What no pair of plates makes up. */
  missing: number;
}

/** The plates of one side, heaviest first. Null when the bar alone is heavier. */
export function platesFor(total: number, unit: Unit): Loading | null {
  let side = (total - BAR[unit]) / 2;
  if (side < 0) return null;
  const perSide: number[] = [];
  for (const plate of PLATES[unit]) {
    while (side >= plate - 1e-9 && perSide.length < MAX_PER_SIDE) {
      perSide.push(plate);
      side -= plate;
    }
  }
  return { perSide, missing: side > 1e-9 ? side * 2 : 0 };
}
