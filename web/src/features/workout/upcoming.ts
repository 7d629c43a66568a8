import type { PlannedWorkout } from '@/shared/api/contract';
import { addDays, type Day } from '@/shared/lib/dates';

/** A workout missed longer ago is over; the plan has moved on. */
const DAYS_BACK = 3;
const MOST_AHEAD = 5;

export interface Upcoming {
  today: PlannedWorkout[];
  ahead: PlannedWorkout[];
  /** Of the last days, newest first. */
  missed: PlannedWorkout[];
}

/** The workouts of one plan, and which day it is in it. */
export interface Planned {
  workouts: PlannedWorkout[];
  today: Day;
}

/** What could be trained now, by what it is to the person: due, still to come, or missed. */
export function upcoming(plans: Planned[], over: ReadonlySet<string>): Upcoming {
  const open = (is: (day: Day, today: Day) => boolean) =>
    plans
      .flatMap(({ workouts, today }) => workouts.filter(({ date }) => is(date, today)))
      .filter(({ workout_id }) => !over.has(workout_id))
      .sort((a, b) => a.date.localeCompare(b.date));
  return {
    today: open((day, today) => day === today),
    ahead: open((day, today) => day > today).slice(0, MOST_AHEAD),
    missed: open((day, today) => day < today && day >= addDays(today, -DAYS_BACK)).reverse(),
  };
}
