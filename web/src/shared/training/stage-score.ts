// What a mission's stages have come to, by its points schema: the rules of services/training/src/domain/points.rs, which
// answers the same vectors. Always counted anew, from all stages, so that what is written here counts before it is sent.
import type { PointsSchema, StageBody } from '@/shared/api/contract';

export interface BonusPaid {
  bonus: string;
  points: number;
}

export interface StageScore {
  points: number;
  /** Those that this stage completed. */
  bonuses: BonusPaid[];
}

export interface Score {
  completed: number;
  /** Of the stages themselves. */
  points: number;
  bonusPoints: number;
  total: number;
  /** By the number of each completed stage. */
  byStage: ReadonlyMap<number, StageScore>;
}

/** `consecutive_5` is for a row of five, `breakaway_10` for ten ridden in that mode. */
export function featOf(bonus: string): { feat: string; threshold: number } {
  const at = bonus.lastIndexOf('_');
  return { feat: bonus.slice(0, at), threshold: Number(bonus.slice(at + 1)) };
}

/** Only completed stages count; a mode that the schema does not name pays nothing, and without a schema nothing does. */
export function scoreOf(schema: PointsSchema | undefined, stages: StageBody[]): Score {
  const completed = stages.filter(({ completed_at }) => completed_at).sort((a, b) => a.stage_number - b.stage_number);
  const byStage = new Map<number, StageScore>();
  const byMode = new Map<string, number>();
  let inARow = 0;
  let last: number | undefined;
  for (const { stage_number, stage_type, ride_mode } of completed) {
    inARow = last === stage_number - 1 ? inARow + 1 : 1;
    last = stage_number;
    if (ride_mode) byMode.set(ride_mode, (byMode.get(ride_mode) ?? 0) + 1);
    // In a row: with each full threshold. In one mode: with the stage that reaches it, and never again.
    const bonuses = Object.entries(schema?.bonuses ?? {})
      .filter(([name, { threshold }]) => {
        const { feat } = featOf(name);
        if (feat === 'consecutive') return inARow % threshold === 0;
        return ride_mode === feat && byMode.get(feat) === threshold;
      })
      .map(([bonus, { points }]) => ({ bonus, points }));
    byStage.set(stage_number, { points: (ride_mode && schema?.[stage_type]?.[ride_mode]) || 0, bonuses });
  }
  const scores = [...byStage.values()];
  const points = scores.reduce((sum, one) => sum + one.points, 0);
  const bonusPoints = scores.flatMap((one) => one.bonuses).reduce((sum, one) => sum + one.points, 0);
  return { completed: scores.length, points, bonusPoints, total: points + bonusPoints, byStage };
}
