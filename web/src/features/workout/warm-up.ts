import type { Gym, GymMachine, Weight } from '@/shared/api/contract';
import { convert } from '@/shared/lib/units';
import { type Load, loadIn, nearestOf } from '@/shared/training/gym-loading';

/** Shares of the first set, and how often. */
const STEPS: [number, number][] = [
  [0.4, 5],
  [0.55, 4],
  [0.7, 3],
  [0.82, 2],
  [0.92, 1],
];
const EMPTY_BAR_REPS = 8;

/**
 * From the empty bar up to the first set, each step what this gym can load nearest to its share of it; in the gym's unit.
 * Steps that would weigh the same are left out.
 */
export function warmUp(gym: Gym, bar: GymMachine, firstSet: Weight): { load: Load; reps: number }[] {
  const value = convert(firstSet, gym.unit);
  const steps: { load: Load; reps: number }[] = [];
  const empty: [Weight, number] = [bar.start_weight, EMPTY_BAR_REPS];
  const shares = STEPS.map(([share, reps]): [Weight, number] => [{ value: value * share, unit: gym.unit }, reps]);
  for (const [weight, reps] of [empty, ...shares]) {
    const load = nearestOf(loadIn(gym, bar, weight));
    const heavier = load && load.total.value > (steps.at(-1)?.load.total.value ?? -1);
    if (heavier && load.total.value < value) steps.push({ load, reps });
  }
  return steps;
}
