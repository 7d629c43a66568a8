import { enqueue } from '@/sync/outbox';

export async function deletePlan(planId: string, version: number): Promise<void> {
  const data = version > 0 ? { plan_id: planId, base_version: version } : { plan_id: planId };
  await enqueue({ eventType: 'program.plan.deleted', data, objectKind: 'plan', objectId: planId });
}
