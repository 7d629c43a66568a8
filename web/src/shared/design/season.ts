import type { WeekBar } from './week-bars';

const LOADS = [38, 44, 50, 36, 54, 60, 66, 46, 70, 76, 80, 56, 78, 66, 48, 26];

/** A season as a picture: swells, eases off every fourth week, tapers. `weeksDone` of them are behind. */
export function season(weeksDone: number): WeekBar[] {
  return LOADS.map((load, at) => ({ load, state: at < weeksDone ? 'done' : at === weeksDone ? 'now' : 'ahead' }));
}
