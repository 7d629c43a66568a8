/** How hard one week of a plan is. Percentages are of the one-repetition maximum. */
export interface WeekScheme {
  phase: Phase;
  /** The heavy sets of the main lift. */
  heavy: { sets: number; reps: number; percent: number };
  /** The volume sets of the main lift, lighter. */
  volume: { sets: number; reps: number; percent: number };
  /** Sets of each assistance exercise; 0 leaves them out. */
  assistance: number;
}

export type Phase = 'base' | 'build' | 'peak' | 'deload' | 'taper' | 'meet';
export type Pattern = 'linear' | 'waves' | 'blocks';

/** The last weeks before the day, counted back from the week of the day itself. */
function taperWeeks(total: number): number {
  if (total >= 8) return 2;
  return total >= 3 ? 1 : 0;
}

function lerp(from: number, to: number, share: number): number {
  return from + (to - from) * share;
}

const half = (value: number) => Math.round(value * 2) / 2;

function lightened(heavyPercent: number, reps: number, assistance: number, phase: Phase): WeekScheme {
  return {
    phase,
    heavy: { sets: 3, reps, percent: half(heavyPercent) },
    volume: { sets: 2, reps: reps + 1, percent: half(heavyPercent - 12) },
    assistance,
  };
}

/** Weight goes up a little each week, repetitions come down. */
function linear(share: number): WeekScheme {
  const percent = half(lerp(70, 91, share));
  const reps = share < 0.4 ? 5 : share < 0.75 ? 3 : 2;
  return {
    phase: share < 0.4 ? 'base' : share < 0.75 ? 'build' : 'peak',
    heavy: { sets: share < 0.75 ? 5 : 4, reps, percent },
    volume: { sets: 4, reps: reps + 2, percent: half(percent - 11) },
    assistance: 3,
  };
}

/** Waves of three weeks, each a little higher than the last, every fourth week easy. */
function waves(week: number, share: number): WeekScheme {
  const step = week % 4;
  if (step === 3) return lightened(62, 5, 2, 'deload');
  const reps = [5, 3, 2][step] ?? 5;
  const percent = half((([75, 80, 85][step] ?? 75) + lerp(0, 7, share)) as number);
  return {
    phase: share < 0.5 ? 'base' : share < 0.8 ? 'build' : 'peak',
    heavy: { sets: [4, 4, 3][step] ?? 4, reps, percent },
    volume: { sets: 4, reps: reps + 3, percent: half(percent - 13) },
    assistance: 3,
  };
}

/** Much work first, then heavy work, then little and very heavy. */
function blocks(share: number): WeekScheme {
  if (share < 0.45) {
    const within = share / 0.45;
    return {
      phase: 'base',
      heavy: { sets: 5, reps: 6, percent: half(lerp(66, 73, within)) },
      volume: { sets: 4, reps: 8, percent: half(lerp(60, 66, within)) },
      assistance: 4,
    };
  }
  if (share < 0.8) {
    const within = (share - 0.45) / 0.35;
    return {
      phase: 'build',
      heavy: { sets: 5, reps: 4, percent: half(lerp(77, 84, within)) },
      volume: { sets: 4, reps: 5, percent: half(lerp(68, 74, within)) },
      assistance: 3,
    };
  }
  const within = Math.min(1, (share - 0.8) / 0.2);
  return {
    phase: 'peak',
    heavy: { sets: 4, reps: 2, percent: half(lerp(87, 92, within)) },
    volume: { sets: 3, reps: 3, percent: half(lerp(76, 79, within)) },
    assistance: 2,
  };
}

/** The scheme of week `week` (from 0) of `total`; the last one is the week of the day. */
export function weekScheme(pattern: Pattern, week: number, total: number): WeekScheme {
  const left = total - 1 - week;
  if (left === 0) return { ...lightened(72, 2, 0, 'meet'), heavy: { sets: 3, reps: 1, percent: 80 } };
  const taper = taperWeeks(total);
  if (left <= taper) {
    return left === 1
      ? lightened(85, 2, 1, 'taper')
      : { ...lightened(90, 1, 2, 'taper'), heavy: { sets: 3, reps: 1, percent: 92 } };
  }
  const loading = total - 1 - taper;
  const share = loading > 1 ? week / (loading - 1) : 0.5;
  if (pattern === 'waves') return waves(week, share);
  return pattern === 'linear' ? linear(share) : blocks(share);
}
