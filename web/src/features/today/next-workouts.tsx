import type { Plan, PlannedWorkout } from '@/shared/api/contract';
import type { Day } from '@/shared/lib/dates';
import { ComingUp } from './coming-up';
import { WorkoutCard } from './workout-card';

interface Props {
  plan: Plan;
  next: PlannedWorkout;
  ahead: PlannedWorkout[];
  today: Day;
  doneToday: boolean;
}

/** The workout that is next, whole, and those after it in a line each. */
export function NextWorkouts({ plan, next, ahead, today, doneToday }: Props) {
  return (
    <>
      <WorkoutCard planId={plan.plan_id} workout={next} today={today} doneToday={doneToday} />
      <ComingUp plan={plan} workouts={ahead} />
    </>
  );
}
