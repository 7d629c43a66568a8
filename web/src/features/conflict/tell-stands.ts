import type { TFunction } from 'i18next';
import type { DoneExercise, DoneSet, Plan } from '@/shared/api/contract';
import type { ConflictSides } from '@/sync/conflict-choice';
import type { Taken } from '@/sync/merge';
import { setsText } from './done-lines';
import { fieldOf, isPart, workoutText } from './tell-conflict';
import type { Write } from './write-side';

/** Something that stands whatever is chosen, and whose it is. */
export interface Standing {
  what: string;
  text: string;
  from: 'mine' | 'theirs' | 'both';
}

const unescaped = (segment: string) => segment.replaceAll('~1', '/').replaceAll('~0', '~');

/** What was put together from both sides, a line for each part; what has no name to people is left out. */
export function tellStands(sides: ConflictSides, write: Write, t: TFunction): Standing[] {
  const found = new Map<string, Standing>();
  for (const taken of sides.taken) {
    const [, list = '', id = ''] = taken.path.split('/');
    const part = isPart(taken) ? `/${list}/${id}` : taken.path;
    const before = found.get(part);
    if (before && before.from !== taken.side) before.from = 'both';
    const line = before ? null : lineOf(taken, unescaped(id), sides, write, t);
    if (line) found.set(part, { ...line, from: taken.side });
  }
  return [...found.values()];
}

function lineOf({ path, value }: Taken, id: string, sides: ConflictSides, write: Write, t: TFunction) {
  const gone = value === undefined ? t('queue.conflict.gone') : '';
  if (path.startsWith('/workouts/')) {
    const plans = [sides.theirs, sides.mine] as (Plan | null)[];
    const workout = plans.flatMap((plan) => plan?.workouts ?? []).find(({ workout_id }) => workout_id === id);
    const whole = path === `/workouts/${id}`;
    return workout && { what: workoutText(workout, write), text: whole ? gone : '' };
  }
  if (path.startsWith('/exercises_summary/')) {
    const sets = Array.isArray(value) ? (value as DoneSet[]) : ((value as DoneExercise | undefined)?.sets ?? []);
    return { what: id.slice(0, id.lastIndexOf('#')), text: gone || setsText(sets, write, t) };
  }
  const { what, text } = fieldOf(sides.kind, path, write, t);
  return what ? { what, text: gone || text(value) } : null;
}
