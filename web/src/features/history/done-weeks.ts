import { dayOf } from '@/features/workouts/workout-day';
import type { Unit, Workout } from '@/shared/api/contract';
import { addDays, type Day, mondayOf, weeksBetween } from '@/shared/lib/dates';
import { doneTotals } from './done-totals';

export interface DoneWeek {
  monday: Day;
  sets: number;
  volume: number;
  /** Of all that was done, also of what has no sets. */
  hours: number;
  /** Before the first workout there is nothing to know: a gap, not a zero. */
  known: boolean;
}

/** What was done in each of the last weeks, oldest first, this week last. */
export function doneWeeks(workouts: Workout[], today: Day, count: number, unit: Unit): DoneWeek[] {
  const thisMonday = mondayOf(today);
  const days = workouts.filter((workout) => workout.done).map((workout) => ({ workout, day: dayOf(workout) }));
  const first = days.reduce((least, { day }) => (day < least ? day : least), today);
  const weeks = Array.from({ length: count }, (_, at): DoneWeek => {
    const monday = addDays(thisMonday, (at - count + 1) * 7);
    return { monday, sets: 0, volume: 0, hours: 0, known: monday >= mondayOf(first) };
  });
  for (const { workout, day } of days) {
    const week = weeks[count - 1 - weeksBetween(day, thisMonday)];
    if (!week) continue;
    const { sets, volume } = doneTotals(workout.done?.exercises_summary ?? [], unit);
    week.sets += sets;
    week.volume += volume;
    week.hours += (workout.done?.duration_seconds ?? 0) / 3600;
  }
  return weeks;
}
