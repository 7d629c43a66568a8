import type { PlannedWorkout } from '@/shared/api/contract';

type Zones = NonNullable<PlannedWorkout['endurance']>['zones'];

export const ZONES = [1, 2, 3, 4, 5, 6, 7] as const;

/** Whole minutes in each zone; a zone that comes several times is added up. */
export function minutesInZones(zones: Zones = []): Map<number, number> {
  const minutes = new Map<number, number>();
  for (const { zone, seconds } of zones) minutes.set(zone, (minutes.get(zone) ?? 0) + seconds / 60);
  return new Map([...minutes].map(([zone, sum]) => [zone, Math.round(sum)]));
}

/** The zones with another time in one of them; without a time it is left out. */
export function withZone(zones: Zones = [], zone: number, minutes: number | undefined): Zones {
  const others = zones.filter((one) => one.zone !== zone);
  const next = minutes ? [...others, { zone, seconds: minutes * 60 }] : others;
  return next.sort((a, b) => a.zone - b.zone);
}
