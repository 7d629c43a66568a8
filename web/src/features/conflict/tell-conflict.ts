import type { TFunction } from 'i18next';
import type { Plan, PlannedWorkout, Workout, WorkoutDone } from '@/shared/api/contract';
import type { ConflictSides } from '@/sync/conflict-choice';
import { type Overlap, same } from '@/sync/merge';
import { describeSide } from './describe-side';
import { type Difference, differencesOf } from './differences';
import { doneLines } from './done-lines';
import type { Write } from './write-side';

/** What belongs together: a planned workout, or a field of its own. */
export interface Told {
  what: string;
  differences: Difference[];
  /** Differences beyond those that fit on a card. */
  more: number;
}

const MAX_TOLD = 24;

/** Fields that have a name to people. */
const FIELDS = ['name', 'comp_date', 'start_date', 'training_days_per_week', 'reminders', 'notes'] as const;

const isPlanned = (value: unknown): value is PlannedWorkout =>
  typeof value === 'object' && value !== null && 'workout_id' in value && 'date' in value;

/** Each place where both changed something, and what each made of it. */
export function tellOverlaps(overlaps: Overlap[], write: Write, t: TFunction): Told[] {
  return overlaps.map(({ path, base, mine, theirs }) => {
    const named = [base, theirs, mine].find(isPlanned);
    const what = named ? [named.title, write.day(named.date)].filter(Boolean).join(' · ') : fieldName(path, t);
    const all =
      isPlanned(mine) && isPlanned(theirs)
        ? differencesOf(mine, theirs, write, t)
        : [{ what: '', mine: describeSide(mine, write, t), theirs: describeSide(theirs, write, t) }];
    return { what, differences: all.slice(0, MAX_TOLD), more: Math.max(0, all.length - MAX_TOLD) };
  });
}

function fieldName(path: string, t: TFunction): string {
  const field = FIELDS.find((name) => path === `/${name}`);
  return field ? t(`queue.conflict.field.${field}`) : '';
}

/** The workouts that are not the same in two versions of a plan. */
export function workoutsApart(now: Plan, next: Plan): Overlap[] {
  const [from, to] = [now, next].map(({ workouts }) => new Map(workouts.map((one) => [one.workout_id, one])));
  const ids = new Set([...(from?.keys() ?? []), ...(to?.keys() ?? [])]);
  return [...ids]
    .map((id) => ({ path: `/workouts/${id}`, base: undefined, mine: from?.get(id), theirs: to?.get(id) }))
    .filter(({ mine, theirs }) => !same(mine, theirs));
}

/** One side of a workout: what it is with its exercises, or the other's word that it is gone. */
export interface DoneSide {
  lines: { name: string; text: string }[];
  finished: string | null;
}

/** Both sides of a done workout, as either would hold once it is chosen. */
export function tellDone(sides: ConflictSides, write: Write, t: TFunction): { mine: DoneSide; theirs: DoneSide } {
  const side = (which: 'mine' | 'theirs'): DoneSide => {
    const workout = sides[which] as Workout | null;
    const done = workout && ((sides.merged?.[which] as WorkoutDone | null | undefined) ?? workout.done);
    return {
      lines: done ? doneLines(done, write, t) : [{ name: '', text: t('queue.conflict.gone') }],
      finished: workout?.completed_at ?? null,
    };
  };
  return { mine: side('mine'), theirs: side('theirs') };
}

/** What was deleted, in a line: its days and how much is in it. */
export function tellPlan(plan: Plan, write: Write, t: TFunction): string {
  return [write.day(plan.comp_date), t('queue.kept.workouts', { count: plan.workouts.length })].join(' · ');
}
