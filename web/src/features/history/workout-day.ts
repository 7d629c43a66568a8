import type { Workout } from '@/shared/api/contract';
import { type Day, toDay } from '@/shared/lib/dates';

/** The day it was trained, where the athlete was. */
export function dayOf(workout: Workout): Day {
  const instant = workout.start_timestamp ?? workout.done?.start_timestamp ?? workout.completed_at;
  return instant ? toDay(new Date(instant)) : '1970-01-01';
}
