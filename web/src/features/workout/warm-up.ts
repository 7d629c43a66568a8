import type { Unit } from '@/shared/api/contract';
import { toLoadable } from '@/shared/lib/units';

/** Shares of the first set, and how often. */
const STEPS: [number, number][] = [
  [0.4, 5],
  [0.55, 4],
  [0.7, 3],
  [0.82, 2],
  [0.92, 1],
];

/** From the empty bar up to the first set; steps that would weigh the same are left out. */
export function warmUp(firstSet: number, unit: Unit, bar: number): { weight: number; reps: number }[] {
  const steps = [{ weight: bar, reps: 8 }];
  for (const [share, reps] of STEPS) {
    const weight = toLoadable(firstSet * share, unit);
    if (weight > (steps.at(-1)?.weight ?? bar) && weight < firstSet) steps.push({ weight, reps });
  }
  return firstSet > bar ? steps : [];
}
