// Which plates to put on, from what is there: exact, not greedy. It answers what crates/science answers; both are held to
// crates/science/vectors/plates.json. Weights are whole thousandths of one unit, which keeps all that a gym owns exact.

/** Most entries of the search's table: kinds of plates × sums of one side. More is refused: an inventory may say anything. */
const MAX_CELLS = 8_000_000;
/** A sum that no plates add up to. */
const UNREACHABLE = 0xffff_ffff;

export interface Loadable {
  /** Without plates: the bar with its collars, the empty sled. */
  base: number;
  /** On how many sides it takes the same plates. */
  sides: 1 | 2;
}

/** What each side can have of one weight: pairs for two sides, single plates for one. */
export interface Plates {
  weight: number;
  count: number;
}

export interface Loading {
  /** The machine and all its plates. */
  total: number;
  /** Single plates, innermost and heaviest first. */
  perSide: number[];
}

/** The nearest loading on one side of the target, and what lies between; null where nothing lighter or heavier can be. */
export type Near = { loading: Loading; remainder: number } | null;

export type Answer =
  | { is: 'exact'; loading: Loading }
  | { is: 'nearest'; below: Near; above: Near }
  /** The plates are too many or too fine for this target. */
  | { is: 'too-fine' };

/** The plates for `target`, machine included. Of several ways: the fewest plates, then the heaviest inside. */
export function loadPlates({ base, sides }: Loadable, inventory: Plates[], target: number): Answer {
  const loaded = (perSide: number[]): Loading => ({
    total: base + sides * perSide.reduce((sum, plate) => sum + plate, 0),
    perSide,
  });
  if (target < base) return { is: 'nearest', below: null, above: { loading: loaded([]), remainder: base - target } };
  const stock = stockOf(inventory);
  const missing = target - base;
  const atMost = Math.floor(Math.floor(missing / sides) / stock.grain);
  const atLeast = Math.ceil(Math.ceil(missing / sides) / stock.grain);
  const found = search(stock, atLeast);
  if (!found) return { is: 'too-fine' };
  const near = (sum: number): Near => {
    if (sum < 0) return null;
    const loading = loaded(found.platesOf(sum));
    return { loading, remainder: Math.abs(target - loading.total) };
  };
  const below = near(found.highestUpTo(atMost));
  if (below?.remainder === 0) return { is: 'exact', loading: below.loading };
  return { is: 'nearest', below, above: near(found.lowestFrom(atLeast)) };
}

interface Stock {
  /** Each weight once, heaviest first, in grains. */
  kinds: Plates[];
  /** The greatest common divisor of the weights. */
  grain: number;
}

function stockOf(inventory: Plates[]): Stock {
  const counts = new Map<number, number>();
  for (const { weight, count } of inventory)
    if (weight > 0 && count > 0) counts.set(weight, (counts.get(weight) ?? 0) + count);
  const grain = [...counts.keys()].reduce(greatestCommonDivisor, 0) || 1;
  const kinds = [...counts].map(([weight, count]) => ({ weight: weight / grain, count }));
  return { kinds: kinds.sort((a, b) => b.weight - a.weight), grain };
}

const greatestCommonDivisor = (a: number, b: number): number => (b === 0 ? a : greatestCommonDivisor(b, a % b));

/** Every sum that one side can have up to a little over the target, and how to reach it; null: it would take too much. */
function search({ kinds, grain }: Stock, target: number) {
  const everything = kinds.reduce((sum, { weight, count }) => sum + weight * count, 0);
  // Without one of its plates, a sum further above the target would still be above it: none of those is nearest.
  const highest = Math.min(everything, target + (kinds[0]?.weight ?? 0));
  if ((highest + 1) * Math.max(kinds.length, 1) > MAX_CELLS) return null;
  let fewest = new Uint32Array(highest + 1).fill(UNREACHABLE);
  fewest[0] = 0;
  const takes: Uint16Array[] = [];
  for (const kind of [...kinds].reverse()) {
    const { next, taken } = withKind(fewest, kind);
    fewest = next;
    takes.unshift(taken);
  }
  return {
    highestUpTo: (limit: number): number => fewest.findLastIndex((count, sum) => sum <= limit && count !== UNREACHABLE),
    lowestFrom: (limit: number): number => fewest.findIndex((count, sum) => sum >= limit && count !== UNREACHABLE),
    platesOf: (sum: number): number[] => {
      let left = sum;
      return kinds.flatMap(({ weight }, at) => {
        const count = takes[at]?.[left] ?? 0;
        left -= count * weight;
        return new Array<number>(count).fill(weight * grain);
      });
    },
  };
}

/**
 * The fewest plates for every sum when one kind joins the lighter ones, and how many of it that takes: as many as the
 * fewest allow, so that the heaviest sit inside. Sums that differ by whole plates form a row; the best of the last
 * `count + 1` places of it stands at the front of a window, so that the work does not grow with the count.
 */
function withKind(fewest: Uint32Array<ArrayBuffer>, { weight, count }: Plates) {
  const next = new Uint32Array(fewest.length).fill(UNREACHABLE);
  const taken = new Uint16Array(fewest.length);
  const window: { step: number; cost: number }[] = [];
  for (let first = 0; first < Math.min(weight, fewest.length); first++) {
    window.length = 0;
    let front = 0;
    for (let sum = first, step = 0; sum < fewest.length; sum += weight, step++) {
      const plates = fewest[sum] as number;
      if (plates !== UNREACHABLE) {
        const cost = plates - step;
        while (window.length > front && (window.at(-1)?.cost ?? 0) > cost) window.pop();
        window.push({ step, cost });
      }
      while (front < window.length && step - (window[front]?.step ?? 0) > count) front++;
      const best = window[front];
      if (best) {
        next[sum] = best.cost + step;
        taken[sum] = step - best.step;
      }
    }
  }
  return { next, taken };
}
