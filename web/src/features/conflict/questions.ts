import type { TFunction } from 'i18next';
import type { ConflictSides } from '@/sync/conflict-choice';
import type { Side } from '@/sync/merge';
import { isPart, type Told, tellFields, tellPart } from './tell-conflict';
import type { Write } from './write-side';

/** One thing to choose: a workout of the plan, an exercise that was done, or what the thing itself says. */
export interface Question {
  paths: string[];
  told: Told;
  answer: Side | undefined;
  /** It was answered, and then the other side of it changed. */
  again: boolean;
}

/** None: it is chosen whole. */
export function questionsOf(
  { kind, overlaps, answers, again }: Pick<ConflictSides, 'kind' | 'overlaps' | 'answers' | 'again'>,
  write: Write,
  t: TFunction,
): Question[] {
  const fields = overlaps.filter((one) => !isPart(one));
  const parts = overlaps.filter(isPart);
  const questions: Question[] = parts.map((one) => ({
    paths: [one.path],
    told: tellPart(one, write, t),
    answer: answers[one.path],
    again: again.includes(one.path),
  }));
  if (fields.length === 0) return questions;
  const whole = { plan: t('queue.conflict.thePlan'), workout: t('queue.conflict.theWorkout') }[kind] ?? '';
  const what = parts.length === 0 ? '' : whole;
  const paths = fields.map(({ path }) => path);
  const first = answers[paths[0] ?? ''];
  return [
    {
      paths,
      told: { ...tellFields(kind, fields, write, t), what },
      answer: paths.every((path) => answers[path] === first) ? first : undefined,
      again: paths.some((path) => again.includes(path)),
    },
    ...questions,
  ];
}
