import type { TFunction } from 'i18next';
import type { MissionBody, PointsSchema, StageBody } from '@/shared/api/contract';
import { cityOf } from '@/shared/lib/zones';
import { featOf } from '@/shared/training/stage-score';
import { same } from '@/sync/same';
import { describeSide } from './describe-side';
import type { Write } from './write-side';

type Field = keyof MissionBody | Exclude<keyof StageBody, 'notes'>;

/** What the pages call the fields of a mission and of its stages. A field of the contract without a name fails to compile. */
const labelsOf = (t: TFunction): Record<Field, string> => ({
  name: t('missions.form.name'),
  mission_type: t('missions.form.kind'),
  prep_start: t('missions.form.prepStart'),
  event_start: t('missions.form.firstDay'),
  event_end: t('missions.form.lastDay'),
  timezone: t('missions.form.zone'),
  points_schema: t('missions.points.title'),
  constraints: t('missions.constraints'),
  notification_preferences: t('missions.notifications'),
  notes: t('missions.notes'),
  stage_number: t('missions.stages.number'),
  stage_type: t('missions.points.stage'),
  ride_mode: t('missions.stages.mode'),
  completed_at: t('missions.stages.completed'),
  activity_id: t('missions.stages.activity'),
});

/** "Flat stage: 5/8/4 · for 5 in a row: 5". */
function pointsText({ bonuses = {}, ...types }: PointsSchema, t: TFunction): string {
  const paid = Object.entries(types).map(([type, { gc, breakaway, steady }]) => {
    const points = [gc, breakaway, steady].map((value) => value ?? '–').join('/');
    return `${t(`missions.types.${type as StageBody['stage_type']}`)} ${points}`;
  });
  const extra = Object.entries(bonuses).map(
    ([name, { threshold, points }]) => `${threshold} ${t(`missions.feats.${featOf(name).feat as 'gc'}`)}: ${points}`,
  );
  return [...paid, ...extra].join(' · ') || '–';
}

function textOf(field: Field, value: unknown, write: Write, t: TFunction): string {
  if ((value ?? null) === null) return '–';
  if (field === 'mission_type') return t(`missions.kinds.${value as MissionBody['mission_type']}`);
  if (field === 'timezone') return cityOf(String(value));
  if (field === 'points_schema') return pointsText(value as PointsSchema, t);
  if (field === 'stage_type') return t(`missions.types.${value as StageBody['stage_type']}`);
  if (field === 'ride_mode') return t(`missions.modes.${value as 'gc'}`);
  if (field === 'completed_at') return write.day(String(value).slice(0, 10));
  // Nobody writes these in the app yet; that they differ is told, not what machines call them.
  if (field === 'constraints' || field === 'notification_preferences') return t('missions.changedThere');
  return describeSide(value, write, t);
}

/** The name of a field of a mission or a stage and how its value is said; null: no field of one. */
export function missionField(path: string, write: Write, t: TFunction) {
  const labels = labelsOf(t);
  const name = path.slice(1);
  if (!(name in labels)) return null;
  const field = name as Field;
  return { what: labels[field], text: (value: unknown) => textOf(field, value, write, t) };
}

/** The fields of a mission that are not as in the other, by their names. */
export function missionFacts(value: MissionBody, other: MissionBody, write: Write, t: TFunction) {
  const labels = labelsOf(t);
  const fields = Object.keys(labels) as (keyof MissionBody)[];
  return fields
    .filter((field) => !same(value[field], other[field]))
    .map((field) => ({ what: labels[field], is: textOf(field, value[field], write, t) }));
}
