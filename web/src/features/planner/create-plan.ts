import type { PlanBody } from '@/shared/api/contract';
import { enqueue } from '@/sync/outbox';

/** A new plan. The mission it is for goes first. */
export async function createPlan(planId: string, plan: PlanBody, draft: { kind: string; id: string }): Promise<void> {
  await enqueue({
    eventType: 'program.plan.created',
    data: { plan_id: planId, ...plan },
    objectKind: 'plan',
    objectId: planId,
    dependsOn: plan.mission_id ? [{ kind: 'mission', id: plan.mission_id }] : [],
    draft,
  });
}
