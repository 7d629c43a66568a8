import type { Plan } from '@/shared/api/contract';
import { enqueue } from '@/sync/outbox';
import { planBody } from './plan-body';

interface Made {
  /** The plan as it was when it was changed, or the draft that remembers it. */
  on?: Plan;
  draft?: { kind: string; id: string };
}

/** A whole plan, not a patch; which state it was made on is noted by the queue. */
export async function editPlan(plan: Plan, { on, draft }: Made = {}): Promise<void> {
  await enqueue({
    eventType: 'program.plan.updated',
    data: { plan_id: plan.plan_id, ...planBody(plan) },
    objectKind: 'plan',
    objectId: plan.plan_id,
    draft,
    shown: on,
    collapse: true,
  });
}
