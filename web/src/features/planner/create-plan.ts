import type { PlanBody } from '@/shared/api/contract';
import { enqueue } from '@/sync/outbox';

export async function createPlan(planId: string, plan: PlanBody, draft: { kind: string; id: string }): Promise<void> {
  await enqueue({
    eventType: 'program.plan.created',
    data: { plan_id: planId, ...plan },
    objectKind: 'plan',
    objectId: planId,
    draft,
  });
}
