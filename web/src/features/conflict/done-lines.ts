import type { TFunction } from 'i18next';
import type { WorkoutDone } from '@/shared/api/contract';
import { setsText } from './sets-text';
import type { Write } from './write-side';

/** What was done in a workout: a line for each exercise, and their sum. */
export function doneLines(done: Partial<WorkoutDone>, write: Write, t: TFunction): { name: string; text: string }[] {
  const exercises = done.exercises_summary ?? [];
  const lines = exercises.map(({ name, sets }) => ({ name, text: setsText(sets, write, t) }));
  const count = exercises.reduce((sum, { sets }) => sum + sets.length, 0);
  lines.push({ name: t('queue.conflict.total'), text: t('plan.setCount', { count }) });
  if (done.rpe_summary !== undefined) lines.push({ name: t('history.effort'), text: write.number(done.rpe_summary) });
  if (done.notes) lines.push({ name: t('history.notes'), text: done.notes });
  return lines;
}
