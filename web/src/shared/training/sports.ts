import type { TFunction } from 'i18next';

/** The sports with a name of their own; any other word is shown as it was written. */
export const SPORTS = ['ride', 'run', 'row', 'swim', 'ski', 'walk'] as const;

export function sportName(sport: string, t: TFunction): string {
  const known = SPORTS.find((one) => one === sport);
  return known ? t(`plan.sports.${known}`) : sport;
}
