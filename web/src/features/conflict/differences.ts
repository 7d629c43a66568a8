import type { TFunction } from 'i18next';
import type { PlannedExercise, PlannedSet, PlannedWorkout } from '@/shared/api/contract';
import { formatClock } from '@/shared/lib/duration';
import { noteText } from '@/shared/training/share-note';
import { same } from '@/sync/same';
import { describeSide } from './describe-side';
import { setsText } from './sets-text';
import { asPlanned, type Write } from './write-side';

/** One thing that is not the same on both sides. */
export interface Difference {
  what: string;
  mine: string;
  theirs: string;
  /** There is nothing of it in `mine`: where that is the earlier state, it is new. */
  isNew?: boolean;
}

/** Nothing was said. */
export const isNothing = (value: unknown): boolean => (value ?? '') === '';

/** In the order in which they are told. */
const SET_FIELDS = ['weight', 'percent_1rm', 'reps', 'rpe', 'rir', 'rest_seconds', 'notes'] as const;
const ENDURANCE_FIELDS = ['sport', 'duration_seconds', 'target_tss', 'zones'] as const;
export const NOTHING = '–';

/** What two devices made of one planned workout, down to the fields of its sets. */
export function differencesOf(mine: PlannedWorkout, theirs: PlannedWorkout, words: Write, t: TFunction): Difference[] {
  const write = asPlanned(words);
  const found: Difference[] = [];
  const tell = (what: string, a: unknown, b: unknown, text: (value: unknown) => string) => {
    if (!same(a, b)) found.push({ what, mine: text(a), theirs: text(b), isNew: isNothing(a) });
  };
  const plain = (value: unknown) => ((value ?? null) === null ? NOTHING : describeSide(value, write, t));
  for (const field of ['title', 'date'] as const)
    tell(t(`queue.conflict.field.${field}`), mine[field], theirs[field], plain);
  const [m, th] = [named(mine.exercises), named(theirs.exercises)];
  for (const key of new Set([...m.keys(), ...th.keys()])) {
    const [a, b] = [m.get(key), th.get(key)];
    if (a && b) found.push(...exerciseDifferences(a, b, write, t));
    else {
      const text = (one?: PlannedExercise) => (one ? setsText(one.sets, write, t) : gone(t));
      found.push({ what: (a ?? b)?.name ?? '', mine: text(a), theirs: text(b), isNew: !a });
    }
  }
  const both = (one: Map<string, unknown>, other: Map<string, unknown>) =>
    [...one.keys()].filter((key) => other.has(key)).map(nameIn);
  tell(t('queue.conflict.field.order'), both(m, th), both(th, m), plain);
  for (const field of ENDURANCE_FIELDS) {
    const label = t(`queue.conflict.field.${field}`);
    tell(label, mine.endurance?.[field], theirs.endurance?.[field], (value) =>
      field === 'duration_seconds' && typeof value === 'number' ? formatClock(value) : plain(value),
    );
  }
  tell(t('queue.conflict.field.notes'), mine.notes, theirs.notes, plain);
  return found;
}

const gone = (t: TFunction) => t('queue.conflict.gone');
const nameIn = (key: string) => key.slice(0, key.lastIndexOf('#'));

/** By name; one that stands twice in a workout by its place among its like. */
function named(exercises: PlannedExercise[] = []): Map<string, PlannedExercise> {
  const found = new Map<string, PlannedExercise>();
  for (const exercise of exercises) {
    let nth = 1;
    while (found.has(`${exercise.name}#${nth}`)) nth += 1;
    found.set(`${exercise.name}#${nth}`, exercise);
  }
  return found;
}

/** Where the same field of neighbouring sets differs in the same way, it is told once. */
function exerciseDifferences(a: PlannedExercise, b: PlannedExercise, write: Write, t: TFunction): Difference[] {
  const found: Difference[] = [];
  const note = (value?: string) => noteText(value, t, write.number) || NOTHING;
  if (!same(a.notes, b.notes))
    found.push({
      what: `${a.name} · ${t('queue.conflict.field.notes')}`,
      mine: note(a.notes),
      theirs: note(b.notes),
      isNew: isNothing(a.notes),
    });
  if (!same(a.superset, b.superset)) {
    const text = (value?: number) => (value === undefined ? NOTHING : String(value));
    const what = `${a.name} · ${t('queue.conflict.field.superset')}`;
    found.push({ what, mine: text(a.superset), theirs: text(b.superset), isNew: isNothing(a.superset) });
  }
  const runs: (Difference & { first: number; last: number; field: string })[] = [];
  const add = (at: number, field: string, mine: string, theirs: string, isNew: boolean) => {
    const run = runs.find((one) => one.last === at - 1 && one.field === field && one.mine === mine);
    if (run?.theirs === theirs) run.last = at;
    else runs.push({ what: '', first: at, last: at, field, mine, theirs, isNew });
  };
  for (let at = 0; at < Math.max(a.sets.length, b.sets.length); at++) {
    const [one, other] = [a.sets[at], b.sets[at]];
    if (!one || !other) {
      const text = (set?: PlannedSet) => (set ? setText(set, write, t) : gone(t));
      add(at, '', text(one), text(other), !one);
    } else {
      for (const field of SET_FIELDS)
        if (!same(one[field], other[field]))
          add(at, field, fieldText(one, field, write, t), fieldText(other, field, write, t), isNothing(one[field]));
    }
  }
  const numbers = (first: number, last: number) =>
    first === last
      ? t('queue.place.set', { number: first + 1 })
      : t('queue.conflict.sets', { first: first + 1, last: last + 1 });
  for (const { first, last, field, ...told } of runs) {
    const label = field ? t(`queue.conflict.field.${field as (typeof SET_FIELDS)[number]}`) : '';
    found.push({ ...told, what: [a.name, numbers(first, last), label].filter(Boolean).join(' · ') });
  }
  return found;
}

function fieldText(set: PlannedSet, field: (typeof SET_FIELDS)[number], write: Write, t: TFunction): string {
  if (field === 'weight') return set.weight ? write.weight(set.weight) : NOTHING;
  if (field === 'notes') return noteText(set.notes, t, write.number) || NOTHING;
  const value = set[field];
  if (value === undefined) return NOTHING;
  if (field === 'rest_seconds') return formatClock(value);
  return field === 'percent_1rm' ? `${write.number(value)}\u00a0%` : write.number(value);
}

/** One set that has its number beside it: "142.5 kg × 5", "82 % × 3, RPE 8", "10 reps, 2 in reserve". */
function setText(set: PlannedSet, write: Write, t: TFunction): string {
  const load = set.weight
    ? fieldText(set, 'weight', write, t)
    : set.percent_1rm
      ? fieldText(set, 'percent_1rm', write, t)
      : '';
  const effort =
    set.rpe !== undefined
      ? t('plan.rpe', { rpe: write.number(set.rpe) })
      : set.rir !== undefined
        ? t('plan.rir', { rir: write.number(set.rir) })
        : '';
  const done = load ? `${load} × ${set.reps}` : t('queue.conflict.reps', { count: set.reps });
  return [done, effort].filter(Boolean).join(', ');
}
