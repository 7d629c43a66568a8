import type { TFunction } from 'i18next';
import type { FieldError } from '@/shared/api/contract';

const KNOWN = [
  'deleted',
  'version_conflict',
  'competition_is_over',
  'already_completed',
  'too_old',
  'user_mismatch',
  'too_large',
  'behind',
  'superseded',
  'not_completed',
  'exists',
  'in_the_past',
  'before_start',
  'outside_plan',
  'required',
  'minLength',
  'maxLength',
  'maxItems',
  'two_loads',
  'two_efforts',
  'consent_missing',
  'not_found',
  'passcode_missing',
  'same_lift',
  'machine_taken',
  'blank',
  'mission_unknown',
  'stage_number_taken',
  'before_prep',
  'in_the_future',
] as const;

/** Codes that say the same to an athlete. */
const ALIKE: Record<string, (typeof KNOWN)[number] | 'number' | 'unreadable'> = {
  minimum: 'number',
  maximum: 'number',
  exclusiveMinimum: 'number',
  exclusiveMaximum: 'number',
  multipleOf: 'number',
  range: 'number',
  type: 'unreadable',
  oneOf: 'unreadable',
  anyOf: 'unreadable',
  enum: 'unreadable',
  const: 'unreadable',
  pattern: 'unreadable',
  format: 'unreadable',
  additionalProperties: 'unreadable',
  unreadable: 'unreadable',
  invalid: 'unreadable',
  malformed_json: 'unreadable',
  id_taken: 'exists',
  duplicate: 'exists',
};

/** Lists in an event, by what one of them is called. */
const LISTS: Record<string, 'workout' | 'exercise' | 'set' | 'competition' | 'gym' | 'machine' | 'plate' | 'setting'> =
  {
    workouts: 'workout',
    exercises: 'exercise',
    exercises_summary: 'exercise',
    sets: 'set',
    past_competitions: 'competition',
    inventories: 'gym',
    machines: 'machine',
    plates: 'plate',
    settings: 'setting',
  };
const FIELDS = [
  'weight',
  'reps',
  'rpe',
  'percent_1rm',
  'name',
  'title',
  'notes',
  'date',
  'comp_date',
  'start_date',
  'duration_seconds',
  'height',
  'age',
  'passcode',
  'brand',
  'model',
] as const;

/** Why the server said no, and where, in the athlete's language. */
export function reasonOf(item: { code: string; errors: FieldError[] }, t: TFunction): string[] {
  if (item.errors.length === 0) return [item.code ? say(item.code, t) : t('queue.unreadable')];
  return [
    ...new Set(item.errors.map(({ pointer, code }) => [placeOf(pointer, t), say(code, t)].filter(Boolean).join(': '))),
  ];
}

function say(code: string, t: TFunction): string {
  const known = ALIKE[code] ?? KNOWN.find((name) => name === code);
  return known ? t(`queue.reasons.${known}`) : t('queue.reasons.other', { code });
}

/** "Exercise 2, set 1, weight"; what has no name is left out. */
function placeOf(pointer: string, t: TFunction): string {
  const steps = pointer.split('/');
  const words = steps.map((step, at) => {
    const list = LISTS[step];
    if (list && /^\d+$/.test(steps[at + 1] ?? ''))
      return t(`queue.place.${list}`, { number: Number(steps[at + 1]) + 1 });
    const field = FIELDS.find((name) => name === step);
    return field ? t(`queue.place.${field}`) : '';
  });
  return words.filter(Boolean).join(', ');
}
