// Loading with what a gym has: its own marks and unit outside, whole thousandths of that unit inside.
import type { Gym, GymMachine, Unit, Weight } from '@/shared/api/contract';
import { convert } from '@/shared/lib/units';
import { type Answer, type Loading, loadPlates, type Near, type Plates } from './load-plates';

const PER_UNIT = 1000;

/** A loaded machine, in the gym's unit. */
export interface Load {
  total: Weight;
  /** As the plates are marked, innermost first. */
  perSide: Weight[];
  /** What lies between this and what was asked for. */
  off: number;
}

/** `exact`, or what comes nearest; `null`: the plates are too many or too fine to be searched. */
export type Loaded = { exact: Load } | { exact: null; below: Load | null; above: Load | null } | null;

const inThousandths = (weight: Weight, unit: Unit): number => Math.round(convert(weight, unit) * PER_UNIT);

/** The plates a machine takes, for each side: its own, or the gym's. */
function platesOf({ stack = [], sides }: GymMachine, gym: Gym): { weight: Weight; count: number }[] {
  if (stack.length > 0) return stack;
  return gym.plates.map(({ weight, pairs }) => ({ weight, count: (pairs * 2) / sides }));
}

export function loadIn(gym: Gym, machine: GymMachine, target: Weight): Loaded {
  return loadAt(gym, machine, inThousandths(target, gym.unit));
}

/** The next that can be loaded, lighter or heavier; null where there is none. */
export function nextLoad(gym: Gym, machine: GymMachine, target: Weight, heavier: boolean): Load | null {
  const at = inThousandths(target, gym.unit) + (heavier ? 1 : -1);
  const loaded = at < 0 ? null : loadAt(gym, machine, at);
  if (!loaded) return null;
  return loaded.exact ?? (heavier ? loaded.above : loaded.below);
}

/** Of what can be loaded, what is nearest to what was asked for; the lighter of two that are as near. */
export function nearestOf(loaded: Loaded): Load | null {
  if (!loaded) return null;
  if (loaded.exact) return loaded.exact;
  const { below, above } = loaded;
  return below && above ? (above.off < below.off ? above : below) : (below ?? above);
}

function loadAt(gym: Gym, machine: GymMachine, target: number): Loaded {
  const { unit } = gym;
  const marked = new Map<number, Weight>();
  const plates: Plates[] = platesOf(machine, gym).map(({ weight, count }) => {
    const thousandths = inThousandths(weight, unit);
    if (!marked.has(thousandths)) marked.set(thousandths, weight);
    return { weight: thousandths, count };
  });
  const base = inThousandths(machine.start_weight, unit);
  const load = ({ total, perSide }: Loading, remainder: number): Load => ({
    total: { value: total / PER_UNIT, unit },
    perSide: perSide.map((plate) => marked.get(plate) ?? { value: plate / PER_UNIT, unit }),
    off: remainder / PER_UNIT,
  });
  const near = (one: Near) => one && load(one.loading, one.remainder);
  const answer: Answer = loadPlates({ base, sides: machine.sides === 1 ? 1 : 2 }, plates, target);
  switch (answer.is) {
    case 'exact':
      return { exact: load(answer.loading, 0) };
    case 'nearest':
      return { exact: null, below: near(answer.below), above: near(answer.above) };
    case 'too-fine':
      return null;
  }
}

/** Equal plates together, in order: three of 25, one of 5. */
export function grouped(plates: Weight[]): { weight: Weight; count: number }[] {
  const groups: { weight: Weight; count: number }[] = [];
  for (const weight of plates) {
    const last = groups.at(-1);
    if (last && last.weight.value === weight.value && last.weight.unit === weight.unit) last.count += 1;
    else groups.push({ weight, count: 1 });
  }
  return groups;
}

/** How many plates of its stack a machine lifts, and what is put on it besides; null: it has no stack. */
export function pinOf({ stack = [], sides }: GymMachine, { perSide }: Load) {
  const [main] = stack;
  if (!main || sides !== 1) return null;
  const isMain = ({ value, unit }: Weight) => value === main.weight.value && unit === main.weight.unit;
  return {
    taken: perSide.filter(isMain).length,
    count: main.count,
    plate: main.weight,
    onTop: perSide.filter((plate) => !isMain(plate)),
  };
}
