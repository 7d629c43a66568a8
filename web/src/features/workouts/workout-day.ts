import type { Workout } from '@/shared/api/contract';
import { type Day, toDay } from '@/shared/lib/dates';

/** The day it was trained, where the athlete was. */
export function dayOf(workout: Workout): Day {
  const instant = workout.start_timestamp ?? workout.done?.start_timestamp ?? workout.completed_at;
  return instant ? toDay(new Date(instant)) : '1970-01-01';
}

/** By workout: the day it was done on. */
export function doneDays(workouts: Workout[]): Map<string, Day> {
  const done = workouts.filter(({ state }) => state === 'completed');
  return new Map(done.map((workout) => [workout.workout_id, dayOf(workout)]));
}
