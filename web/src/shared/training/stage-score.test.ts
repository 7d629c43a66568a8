import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { PointsSchema, StageBody } from '@/shared/api/contract';
import { featOf, scoreOf } from './stage-score';

interface Vectors {
  cases: {
    name: string;
    schema: PointsSchema | null;
    stages: StageBody[];
    expected: { stages_completed: number; points: number; bonus_points: number; bonuses_of: Record<string, string[]> };
  }[];
}

const vectors: Vectors = JSON.parse(
  readFileSync(new URL('../../../../services/training/vectors/points.json', import.meta.url), 'utf8'),
);

test.each(vectors.cases)('$name', ({ schema, stages, expected }) => {
  const score = scoreOf(schema ?? undefined, stages);
  const paid = [...score.byStage]
    .filter(([, { bonuses }]) => bonuses.length > 0)
    .map(([number, { bonuses }]) => [String(number), bonuses.map(({ bonus }) => bonus).sort()]);
  const sorted = Object.entries(expected.bonuses_of).map(([number, names]) => [number, [...names].sort()]);
  expect({ completed: score.completed, points: score.points, bonuses: score.bonusPoints, total: score.total }).toEqual({
    completed: expected.stages_completed,
    points: expected.points,
    bonuses: expected.bonus_points,
    total: expected.points + expected.bonus_points,
  });
  expect(Object.fromEntries(paid)).toEqual(Object.fromEntries(sorted));
});

test('the name of a bonus says what it is for', () => {
  expect(featOf('breakaway_10')).toEqual({ feat: 'breakaway', threshold: 10 });
});
