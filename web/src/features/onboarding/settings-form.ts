import type { Settings } from '@/shared/api/contract';

/** The form while it is being filled in: anything may still be open. */
export type SettingsDraft = Partial<Settings>;

export type Finding = 'required' | 'hoursOrder' | 'passcode';
export type Findings = Partial<Record<keyof Settings, Finding>>;

export const MIN_PASSCODE = 4;
export const MAX_PASSCODE = 128;

/** What keeps the form from being handed in, by field. Ranges are kept by the fields themselves. */
export function check(draft: SettingsDraft, hasPasscode: boolean): Findings {
  const findings: Findings = {};
  if (!draft.weight || !(draft.weight.value > 0)) findings.weight = 'required';
  if (!draft.training_days_per_week) findings.training_days_per_week = 'required';
  const hours = draft.weekly_hours;
  if (hours && hours.min > hours.max) findings.weekly_hours = 'hoursOrder';
  const passcode = draft.passcode?.trim() ?? '';
  const needed = draft.feed_visibility === 'passcode' && !hasPasscode;
  if ((needed || passcode.length > 0) && passcode.length < MIN_PASSCODE) findings.passcode = 'passcode';
  return findings;
}

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
