import type { Plan } from '@/shared/api/contract';
import { isOver } from '@/shared/training/plan-weeks';
import { now } from '@/sync/clock';
import { editPlan } from './edit-plan';
import { renamed } from './renamed';

/** A done workout that was deleted comes back under another id: the plan that asked for it names it by that one. */
export async function keepPlace(plans: Plan[], workoutId: string, newId: string): Promise<void> {
  const plan = plans.find(({ workouts }) => workouts.some((one) => one.workout_id === workoutId));
  if (plan && !isOver(plan, now())) await editPlan(renamed(plan, workoutId, newId), { on: plan });
}
