import type { PlannedSet, PlannedWorkout, Weight } from '@/shared/api/contract';

/** What a prescription says, ready to be put in words. Ranges are one number where all sets agree. */
export interface SetSummary {
  count: number;
  reps: string;
  percent: string | null;
  rpe: string | null;
  rir: string | null;
  top: Weight | null;
}

/** "3", or "65–85" over unequal sets, or null where some set does not say. */
function range(values: (number | undefined)[], write: (value: number) => string): string | null {
  const said = values.filter((value) => value !== undefined);
  if (said.length === 0 || said.length < values.length) return null;
  const least = Math.min(...said);
  const most = Math.max(...said);
  return least === most ? write(least) : `${write(least)}–${write(most)}`;
}

export function summarise(sets: PlannedSet[], write: (value: number) => string): SetSummary {
  let top: Weight | null = null;
  for (const set of sets) if (set.weight && (!top || set.weight.value > top.value)) top = set.weight;
  return {
    count: sets.length,
    reps:
      range(
        sets.map((set) => set.reps),
        write,
      ) ?? '',
    percent: range(
      sets.map((set) => set.percent_1rm),
      write,
    ),
    rpe: range(
      sets.map((set) => set.rpe),
      write,
    ),
    rir: range(
      sets.map((set) => set.rir),
      write,
    ),
    top,
  };
}

const SECONDS_PER_REP = 4;
const DEFAULT_REST_SECONDS = 120;
const WARM_UP_SECONDS = 10 * 60;

/** Working time, rests and a warm-up, for "about 75 min"; null for a workout that says nothing yet. */
export function estimateMinutes({ exercises = [], endurance }: PlannedWorkout): number | null {
  const sets = exercises.flatMap((exercise) => exercise.sets);
  if (sets.length === 0 && !endurance) return null;
  let seconds = sets.length > 0 ? WARM_UP_SECONDS : 0;
  for (const set of sets) seconds += set.reps * SECONDS_PER_REP + (set.rest_seconds ?? DEFAULT_REST_SECONDS);
  seconds += endurance?.duration_seconds ?? 0;
  return Math.max(5, Math.round(seconds / 60 / 5) * 5);
}
