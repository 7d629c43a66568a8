import { enqueue } from '@/sync/outbox';

/** Which state of the plan was deleted is noted by the queue. */
export async function deletePlan(planId: string): Promise<void> {
  await enqueue({
    eventType: 'program.plan.deleted',
    data: { plan_id: planId },
    objectKind: 'plan',
    objectId: planId,
  });
}
