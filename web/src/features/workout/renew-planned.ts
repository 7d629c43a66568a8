import { editPlan } from '@/features/plans/edit-plan';
import { renamed } from '@/features/plans/renamed';
import type { Plan } from '@/shared/api/contract';
import { newId } from '@/shared/lib/ids';

/** A workout that was begun and thrown away leaves its id spent for good: its place in the plan gets a new one. */
export async function renewPlanned(plan: Plan, workoutId: string): Promise<string> {
  const id = newId();
  await editPlan(renamed(plan, workoutId, id), { on: plan });
  return id;
}
