import type { Plan, PlannedWorkout } from '@/shared/api/contract';

/** The plan with this workout put in, in the place of the one with its id if there is one. */
export function withWorkout(plan: Plan, workout: PlannedWorkout): Plan {
  const known = plan.workouts.some((one) => one.workout_id === workout.workout_id);
  const workouts = known
    ? plan.workouts.map((one) => (one.workout_id === workout.workout_id ? workout : one))
    : [...plan.workouts, workout];
  return { ...plan, workouts };
}

export function withoutWorkout(plan: Plan, workoutId: string): Plan {
  return { ...plan, workouts: plan.workouts.filter((one) => one.workout_id !== workoutId) };
}

/** Moved workouts remember where they first stood; back in their place they forget it. */
export function moved(workout: PlannedWorkout, date: string): PlannedWorkout {
  const first = workout.original_date ?? workout.date;
  const { original_date: _, ...rest } = workout;
  return date === first ? { ...rest, date } : { ...rest, date, original_date: first };
}
