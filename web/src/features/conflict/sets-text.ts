import type { TFunction } from 'i18next';
import type { DoneSet, PlannedSet } from '@/shared/api/contract';
import { summarise } from '@/shared/training/describe-sets';
import { same } from '@/sync/same';
import type { Write } from './write-side';

type OneSet = PlannedSet | DoneSet;

/** What of a set is said. */
const saidOf = (set: OneSet) => [
  set.reps,
  set.weight,
  'percent_1rm' in set ? set.percent_1rm : undefined,
  set.rpe,
  set.rir,
];

/** As the plan says it, sets × reps; equal sets in a row as one: "2 × 5 · 77 kg; 1 × 3 · 82 kg, RPE 8". */
export function setsText(sets: OneSet[], write: Write, t: TFunction): string {
  const runs: OneSet[][] = [];
  for (const set of sets) {
    const run = runs.at(-1);
    if (run?.[0] && same(saidOf(run[0]), saidOf(set))) run.push(set);
    else runs.push([set]);
  }
  return runs
    .map((run) => {
      const { count, reps, percent, rpe, rir, top } = summarise(run, write.number);
      const volume = t('plan.prescription', { count, reps }).replaceAll(' ', '\u00a0');
      const load = top ? write.weight(top) : percent ? `${percent}\u00a0%` : '';
      const effort = rpe ? t('plan.rpe', { rpe }) : rir ? t('plan.rir', { rir }) : '';
      return [[volume, load].filter(Boolean).join(' · '), effort].filter(Boolean).join(', ');
    })
    .join('; ');
}
