// The way to an opener: the rule of crates/science/src/meet/warm_up.rs, which answers the same vectors.
import { type Loadable, type Loading, loadPlates, type Plates } from './load-plates';

/** Per cent of the opener and repetitions of each set after the empty bar. */
export const LADDER: [number, number][] = [
  [40, 5],
  [55, 3],
  [70, 2],
  [80, 1],
  [90, 1],
];
const EMPTY_BAR_REPS = 8;

export interface WarmUp {
  loading: Loading;
  reps: number;
}

/** The empty bar, then the ladder, each the heaviest that can be loaded up to its share; null: too fine to be searched. */
export function warmUp(opener: number, machine: Loadable, inventory: Plates[]): WarmUp[] | null {
  const sets: WarmUp[] = [];
  const shares: [number, number][] = LADDER.map(([percent, reps]) => [Math.floor((opener * percent) / 100), reps]);
  for (const [target, reps] of [[machine.base, EMPTY_BAR_REPS] as [number, number], ...shares]) {
    const answer = loadPlates(machine, inventory, target);
    if (answer.is === 'too-fine') return null;
    const loading = answer.is === 'exact' ? answer.loading : answer.below?.loading;
    if (!loading) continue;
    const heavier = loading.total > (sets.at(-1)?.loading.total ?? -1);
    if (heavier && loading.total < opener) sets.push({ loading, reps });
  }
  return sets;
}
