import type { TFunction } from 'i18next';
import type { DoneExercise, Plan, PlannedWorkout, Workout } from '@/shared/api/contract';
import { formatClock } from '@/shared/lib/duration';
import type { ConflictSides } from '@/sync/conflict-choice';
import type { Overlap } from '@/sync/merge';
import { describeSide } from './describe-side';
import { type Difference, differencesOf, isNothing, NOTHING } from './differences';
import { doneLines } from './done-lines';
import { gymDifferences, isGym } from './gym-words';
import { missionField } from './mission-words';
import { noteField } from './note-words';
import { setsText } from './sets-text';
import { settingsField } from './settings-words';
import type { Write } from './write-side';

/** What belongs together: a planned workout, an exercise that was done, or the fields of the thing itself. */
export interface Told {
  what: string;
  /** A workout, an exercise, a gym; else fields of the thing itself. */
  isPart: boolean;
  differences: Difference[];
  /** Differences beyond those that fit on a card. */
  more: number;
}

const MAX_TOLD = 24;

/** Fields that have a name to people. */
const FIELDS = [
  'name',
  'comp_date',
  'start_date',
  'training_days_per_week',
  'reminders',
  'notes',
  'duration_seconds',
  'rpe_summary',
] as const;

const isRecord = (value: unknown): value is object => typeof value === 'object' && value !== null;
const isPlanned = (value: unknown): value is PlannedWorkout =>
  isRecord(value) && 'workout_id' in value && 'date' in value;
const isDone = (value: unknown): value is DoneExercise => isRecord(value) && 'name' in value && 'sets' in value;

/** A part with an id, or fields of the thing itself. */
export const isPart = ({ path }: { path: string }): boolean => path.indexOf('/', 1) > 0;

/** What both made of one part: of a workout what is not the same, of an exercise all that was done. */
export function tellPart({ base, mine, theirs }: Overlap, write: Write, t: TFunction): Told {
  const gym = [base, theirs, mine].find(isGym);
  if (gym) return { what: gym.name, isPart: true, differences: gymDifferences(mine, theirs, write, t), more: 0 };
  const planned = [base, theirs, mine].find(isPlanned);
  const done = [base, theirs, mine].find(isDone);
  const text = (value: unknown) => (isDone(value) ? setsText(value.sets, write, t) : describeSide(value, write, t));
  const what = planned ? workoutText(planned, write) : (done?.name ?? '');
  const all =
    isPlanned(mine) && isPlanned(theirs)
      ? differencesOf(mine, theirs, write, t)
      : [{ what: '', mine: text(mine), theirs: text(theirs) }];
  return { what, isPart: true, differences: all.slice(0, MAX_TOLD), more: Math.max(0, all.length - MAX_TOLD) };
}

/** What both made of the fields of the thing itself. */
export function tellFields(kind: string, fields: Overlap[], write: Write, t: TFunction): Told {
  const differences = fields.map(({ path, mine, theirs }) => {
    const { what, text } = fieldOf(kind, path, write, t);
    // What nobody has set may still hold something: the system's language, where none was chosen.
    const isNew = isNothing(mine) && [NOTHING, t('queue.conflict.gone'), ''].includes(text(mine));
    return { what, mine: text(mine), theirs: text(theirs), isNew };
  });
  return { what: '', isPart: false, differences, more: 0 };
}

export const workoutText = ({ title, date }: PlannedWorkout, write: Write): string =>
  [title, write.day(date)].filter(Boolean).join(' · ');

/** What a field of the thing itself is called, if it has a name, and how its value is said. */
export function fieldOf(kind: string, path: string, write: Write, t: TFunction) {
  const form = kind === 'settings' || kind === 'app_settings' ? settingsField(path, write, t) : null;
  if (form) return form;
  if (kind === 'machine_note') return noteField(path, t) ?? { what: '', text: String };
  if (kind === 'mission' || kind === 'mission_stage') return missionField(path, write, t) ?? { what: '', text: String };
  if (kind === 'equipment_prefs') return { what: t('tools.gyms.defaultUnit'), text: String };
  const field = FIELDS.find((name) => path === `/${name}`);
  const text = (value: unknown): string => {
    if (typeof value !== 'number') return describeSide(value, write, t);
    return field === 'duration_seconds' ? formatClock(value) : write.number(value);
  };
  return { what: field ? t(`queue.conflict.field.${field}`) : '', text };
}

/** One side of a workout: what it is with its exercises, or the other's word that it is gone. */
export interface DoneSide {
  lines: { name: string; text: string }[];
  finished: string | null;
}

/** Both sides of a done workout of which nothing can be put together. */
export function tellDone(sides: ConflictSides, write: Write, t: TFunction): { mine: DoneSide; theirs: DoneSide } {
  const side = (which: 'mine' | 'theirs'): DoneSide => {
    const workout = sides[which] as Workout | null;
    return {
      lines: workout?.done ? doneLines(workout.done, write, t) : [{ name: '', text: t('queue.conflict.gone') }],
      finished: workout?.completed_at ?? null,
    };
  };
  return { mine: side('mine'), theirs: side('theirs') };
}

/** What was deleted, in a line: its days and how much is in it. */
export function tellPlan(plan: Plan, write: Write, t: TFunction): string {
  return [write.day(plan.comp_date), t('queue.kept.workouts', { count: plan.workouts.length })].join(' · ');
}
