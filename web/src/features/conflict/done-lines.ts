import type { TFunction } from 'i18next';
import type { DoneSet, WorkoutDone } from '@/shared/api/contract';
import { same } from '@/sync/same';
import type { Write } from './write-side';

const bare = ({ completed_at: _, ...set }: DoneSet) => set;

/** "5 × 71 kg"; equal sets in a row as one: "2 × 5 × 77 kg". */
export function setsText(sets: DoneSet[], write: Write, t: TFunction): string {
  const runs: { set: DoneSet; count: number }[] = [];
  for (const set of sets) {
    const last = runs.at(-1);
    if (last && same(bare(last.set), bare(set))) last.count += 1;
    else runs.push({ set, count: 1 });
  }
  return runs
    .map(({ set, count }) => {
      const effort = set.rpe !== undefined ? t('plan.rpe', { rpe: write.number(set.rpe) }) : '';
      const left = set.rir !== undefined ? t('plan.rir', { rir: write.number(set.rir) }) : '';
      const done = `${set.reps} × ${write.weight(set.weight)}`;
      return [count > 1 ? `${count} × ${done}` : done, effort, left].filter(Boolean).join(', ');
    })

    .join('; ');
}

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
