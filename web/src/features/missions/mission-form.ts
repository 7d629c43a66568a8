import type { MissionBody, MissionType, PointsSchema, RideMode, StageBody, StageType } from '@/shared/api/contract';
import type { Day } from '@/shared/lib/dates';
import { featOf } from '@/shared/training/stage-score';

export const KINDS: MissionType[] = [
  'powerlifting_meet',
  'road_race',
  'gran_fondo',
  'gravel_ultra',
  'stage_race',
  'time_trial',
  'other',
];
export const STAGE_TYPES: StageType[] = ['flat', 'hilly', 'mountain', 'itt', 'ttt', 'prologue', 'gravel', 'other'];
export const RIDE_MODES: RideMode[] = ['gc', 'breakaway', 'steady'];
export const FEATS = ['consecutive', ...RIDE_MODES] as const;
export type Feat = (typeof FEATS)[number];

/** What a points schema takes. */
export const POINTS = { min: 0, max: 1000, step: 1 as const };
export const THRESHOLD = { min: 1, max: 99, step: 1 as const };

export interface Bonus {
  feat: Feat;
  threshold?: number;
  points?: number;
}

export interface StageForm {
  stage_id: string;
  stage_type: StageType;
  ride_mode: RideMode;
}

/** A mission as it is typed: anything may still be open. What is not asked here stays as it was. */
export interface MissionForm extends Omit<MissionBody, 'event_start' | 'event_end' | 'points_schema'> {
  event_start?: Day;
  event_end?: Day;
  counts: boolean;
  points: Omit<PointsSchema, 'bonuses'>;
  bonuses: Bonus[];
}

/** Ridden in stages: for these points are offered at once. */
export const hasStages = (type: MissionType): boolean => type === 'stage_race';

/** Points as a stage race is often scored among friends: a place to start from. */
export const USUAL_POINTS: Omit<PointsSchema, 'bonuses'> = {
  flat: { gc: 5, breakaway: 8, steady: 4 },
  mountain: { gc: 6, breakaway: 10, steady: 5 },
  itt: { gc: 7, breakaway: 9, steady: 6 },
};
export const USUAL_BONUSES: Bonus[] = [
  { feat: 'consecutive', threshold: 5, points: 5 },
  { feat: 'breakaway', threshold: 10, points: 15 },
];

const isFeat = (feat: string): feat is Feat => FEATS.includes(feat as Feat);

export function formOf(mission: MissionBody): MissionForm {
  const { points_schema, ...rest } = mission;
  const { bonuses = {}, ...points } = points_schema ?? { ...USUAL_POINTS, bonuses: undefined };
  const named = Object.entries(bonuses).flatMap(([name, { threshold, points: paid }]) => {
    const { feat } = featOf(name);
    return isFeat(feat) ? [{ feat, threshold, points: paid }] : [];
  });
  return { ...rest, counts: points_schema !== undefined, points, bonuses: points_schema ? named : USUAL_BONUSES };
}

export type Finding = 'name' | 'event_start' | 'event_end' | 'prep_start' | 'bonuses';

/** What keeps a mission from being kept. */
export function findingsOf(form: MissionForm): Set<Finding> {
  const findings = new Set<Finding>();
  if (form.name.trim() === '') findings.add('name');
  if (!form.event_start) findings.add('event_start');
  else {
    if (form.event_end && form.event_end < form.event_start) findings.add('event_end');
    if (form.prep_start > form.event_start) findings.add('prep_start');
  }
  const names = form.bonuses.map(({ feat, threshold }) => `${feat}_${threshold}`);
  const open = form.bonuses.some(({ threshold, points }) => !threshold || points === undefined);
  if (form.counts && (open || new Set(names).size < names.length)) findings.add('bonuses');
  return findings;
}

/** What is sent; null while something is missing. */
export function missionOf(form: MissionForm): MissionBody | null {
  const { counts, points, bonuses, event_start, event_end, ...rest } = form;
  if (!event_start || findingsOf(form).size > 0) return null;
  const named = bonuses.map(({ feat, threshold = 1, points: paid = 0 }) => [
    `${feat}_${threshold}`,
    { threshold, points: paid },
  ]);
  const schema = named.length > 0 ? { ...points, bonuses: Object.fromEntries(named) } : points;
  return {
    ...rest,
    name: form.name.trim(),
    notes: form.notes?.trim() || undefined,
    event_start,
    event_end: event_end ?? event_start,
    points_schema: counts ? schema : undefined,
  };
}

/** Stages are numbered as they stand. */
export const stagesOf = (stages: StageForm[]): { stage_id: string; stage: StageBody }[] =>
  stages.map(({ stage_id, stage_type, ride_mode }, at) => ({
    stage_id,
    stage: { stage_number: at + 1, stage_type, ride_mode },
  }));
