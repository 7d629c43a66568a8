import type { Plan } from '@/shared/api/contract';
import { enqueue } from '@/sync/outbox';

/** `shown`: the plan as it was when it was deleted. */
export async function deletePlan(shown: Plan): Promise<void> {
  await enqueue({
    eventType: 'program.plan.deleted',
    data: { plan_id: shown.plan_id },
    objectKind: 'plan',
    objectId: shown.plan_id,
    shown,
  });
}
