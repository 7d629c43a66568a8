import type { Plan } from '@/shared/api/contract';
import { type DoneOn, type PlacedWorkout, type PlanWeek, placeWorkouts } from '@/shared/training/plan-weeks';

/** What no week of the plan shows: before its first or after its last, where the server will not have it. */
export function outsideWeeks(plan: Plan, weeks: PlanWeek[], doneOn: DoneOn): PlacedWorkout[] {
  const shown = new Set(weeks.flatMap((week) => week.workouts.map(({ workout }) => workout.workout_id)));
  return placeWorkouts(plan, doneOn)
    .filter(({ workout }) => !shown.has(workout.workout_id))
    .sort((a, b) => a.day.localeCompare(b.day));
}
