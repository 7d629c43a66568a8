import type { PastCompetition, Settings } from '@/shared/api/contract';
import { MIN_PASSCODE } from '@/shared/lib/limits';
import { isWithin, MAX_WEIGHT, type Range } from '@/shared/lib/units';
import { weightRange } from '@/shared/lib/weight-range';

/** The form while it is being filled in: anything may still be open. */
export type SettingsDraft = Partial<Settings>;

export type Finding = 'required' | 'range' | 'hoursOrder' | 'restOrder' | 'sameLift' | 'daysOrder' | 'passcode';
export type Findings = Partial<Record<keyof Settings, Finding>>;

/** What the event's schema takes (body weight: what a body can weigh), weights in kilograms. The field says the range itself. */
export const RANGES = {
  weight: { min: 20, max: 500 },
  height: { min: 80, max: 260 },
  age: { min: 10, max: 120, step: 1 },
  squat_goal: { min: 0, max: MAX_WEIGHT },
  bench_goal: { min: 0, max: MAX_WEIGHT },
  dead_goal: { min: 0, max: MAX_WEIGHT },
  weeks_until_comp: { min: 0, max: 156, step: 1 },
  session_length_minutes: { min: 10, max: 600, step: 1 },
  ftp: { min: 30, max: 700, step: 1 },
  cp: { min: 30, max: 700, step: 1 },
  w_prime: { min: 1000, max: 60_000, step: 1 },
  hr_max: { min: 80, max: 240, step: 1 },
  hr_rest: { min: 20, max: 120, step: 1 },
} satisfies Partial<Record<keyof Settings, Range>>;
export const HOURS = { min: 0, max: 60 };

const RANGED = Object.keys(RANGES) as (keyof typeof RANGES)[];

/** What keeps the form from being handed in, by field. */
export function check(draft: SettingsDraft, hasPasscode: boolean): Findings {
  const findings: Findings = {};
  for (const field of RANGED) {
    const value = draft[field];
    if (value == null) continue;
    const isIn =
      typeof value === 'object'
        ? isWithin(value.value, weightRange(RANGES[field], value.unit))
        : isWithin(value, RANGES[field]);
    if (!isIn) findings[field] = 'range';
  }
  if (!draft.weight) findings.weight = 'required';
  if (!draft.training_days_per_week) findings.training_days_per_week = 'required';
  const hours = draft.weekly_hours;
  if (hours && !(isWithin(hours.min, HOURS) && isWithin(hours.max, HOURS))) findings.weekly_hours = 'range';
  else if (hours && hours.min > hours.max) findings.weekly_hours = 'hoursOrder';
  const { hr_rest: rest, hr_max: most } = draft;
  if (!findings.hr_rest && rest != null && most != null && rest >= most) findings.hr_rest = 'restOrder';
  const { most_important_lift: first, least_important_lift: last } = draft;
  if (first && first === last) findings.least_important_lift = 'sameLift';
  if ((draft.past_competitions ?? []).some(endsEarly)) findings.past_competitions = 'daysOrder';
  const totals = (draft.past_competitions ?? []).map((competition) => competition.total?.value ?? 0);
  if (totals.some((total) => !isWithin(total, { min: 0, max: MAX_WEIGHT }))) findings.past_competitions = 'range';
  const passcode = draft.passcode?.trim() ?? '';
  const needed = draft.feed_visibility === 'passcode' && !hasPasscode;
  if ((needed || passcode.length > 0) && passcode.length < MIN_PASSCODE) findings.passcode = 'passcode';
  return findings;
}

/** Days in the wrong order. */
export const endsEarly = ({ start_date, end_date }: PastCompetition): boolean =>
  Boolean(start_date && end_date && end_date < start_date);

/** What is sent: open fields are left out rather than sent as empty. */
export function toSettings(draft: SettingsDraft): Settings {
  const kept = Object.entries(draft).filter(([, value]) => {
    if (value === undefined || value === null || value === '') return false;
    return !(Array.isArray(value) && value.length === 0);
  });
  const settings = Object.fromEntries(kept) as unknown as Settings;
  if (settings.feed_visibility !== 'passcode') delete settings.passcode;
  if (settings.past_competitions) {
    settings.past_competitions = settings.past_competitions.filter((competition) => competition.start_date);
    if (settings.past_competitions.length === 0) delete settings.past_competitions;
  }
  return settings;
}
