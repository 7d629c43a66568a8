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

/** What could be trained now, by what it is to the person: due, still to come, or missed. */
export function upcoming(planned: PlannedWorkout[], over: ReadonlySet<string>, today: Day): Upcoming {
  const open = planned.filter((workout) => !over.has(workout.workout_id)).sort((a, b) => a.date.localeCompare(b.date));
  return {
    today: open.filter((workout) => workout.date === today),
    ahead: open.filter((workout) => workout.date > today).slice(0, MOST_AHEAD),
    missed: open.filter((workout) => workout.date < today && workout.date >= addDays(today, -DAYS_BACK)).reverse(),
  };
}
