import type { TFunction } from 'i18next';
import type {
  DoneExercise,
  DoneSet,
  EquipmentPrefsView,
  Plan,
  PlannedExercise,
  PlannedWorkout,
} from '@/shared/api/contract';
import type { ConflictSides } from '@/sync/conflict-choice';
import type { Side, Taken } from '@/sync/merge';
import { describeSide } from './describe-side';
import { differencesOf } from './differences';
import { setsText } from './sets-text';
import { fieldOf, workoutText } from './tell-conflict';
import type { Write } from './write-side';

interface Line {
  what: string;
  text: string;
}

/** Something that stands whatever is chosen, and whose it is. */
export interface Standing extends Line {
  from: Side;
}

const unescaped = (segment: string) => segment.replaceAll('~1', '/').replaceAll('~0', '~');

/** What was put together from both sides, with its value; what has no name to people is left out. */
export function tellStands(sides: ConflictSides, write: Write, t: TFunction): Standing[] {
  return sides.taken.flatMap((taken) => linesOf(taken, sides, write, t).map((line) => ({ ...line, from: taken.side })));
}

function linesOf({ path, value }: Taken, sides: ConflictSides, write: Write, t: TFunction): Line[] {
  const [list, id = '', ...inside] = path.slice(1).split('/').map(unescaped);
  const gone = value === undefined ? t('queue.conflict.gone') : '';
  if (list === 'workouts' && id) {
    const base = (sides.base as Plan | null)?.workouts.find(({ workout_id }) => workout_id === id);
    if (inside.length > 0) return base ? changesIn(base, inside, value, write, t) : [];
    return gone && base
      ? [{ what: workoutText(base, write), text: gone }]
      : [{ what: describeSide(value, write, t), text: '' }];
  }
  if (list === 'exercises_summary' && id) {
    const sets = Array.isArray(value) ? (value as DoneSet[]) : ((value as DoneExercise | undefined)?.sets ?? []);
    return [{ what: id.slice(0, id.lastIndexOf('#')), text: gone || setsText(sets, write, t) }];
  }
  if (list === 'inventories' && id) return gymLine(sides, id, value === undefined, t);
  const { what, text } = fieldOf(sides.kind, path, write, t);
  return what ? [{ what, text: gone || text(value) }] : [];
}

/** A gym of which something stands, by its name. */
function gymLine({ mine, theirs, base }: ConflictSides, id: string, isGone: boolean, t: TFunction): Line[] {
  const all = [theirs, mine, base].flatMap((side) => (side as EquipmentPrefsView | null)?.prefs.inventories ?? []);
  const gym = all.find(({ inventory_id }) => inventory_id === id);
  return gym ? [{ what: gym.name, text: isGone ? t('queue.conflict.gone') : '' }] : [];
}

/** The workout is called as it was: its title or day may be in question. */
function changesIn(base: PlannedWorkout, inside: string[], value: unknown, write: Write, t: TFunction): Line[] {
  const [field = '', name, part] = inside;
  const next = { ...base, [field]: name === undefined ? value : withExercise(base.exercises ?? [], name, part, value) };
  const called = workoutText(base, write);
  return differencesOf(base, next, write, t).map(({ what, theirs }) => ({ what: `${called} · ${what}`, text: theirs }));
}

/** Only where each name stands once is anything told by exercise (merge-plan.ts). */
function withExercise(
  exercises: PlannedExercise[],
  name: string,
  part: string | undefined,
  value: unknown,
): PlannedExercise[] {
  const next = (one?: PlannedExercise) => (part && one ? { ...one, [part]: value } : (value as PlannedExercise));
  if (!exercises.some((one) => one.name === name)) return [...exercises, next()];
  return exercises.flatMap((one) => (one.name !== name ? [one] : part || value !== undefined ? [next(one)] : []));
}
