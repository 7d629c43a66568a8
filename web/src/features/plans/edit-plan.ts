import type { Plan } from '@/shared/api/contract';
import { enqueue } from '@/sync/outbox';
import { planBody } from './plan-body';

interface Made {
  /** The plan as it was when it was changed, or the draft that remembers it. */
  on?: Plan;
  draft?: { kind: string; id: string };
}

/** A whole plan, not a patch; which state it was made on is noted by the queue. A mission it newly names goes first. */
export async function editPlan(plan: Plan, { on, draft }: Made = {}): Promise<void> {
  const mission = plan.mission_id !== on?.mission_id && plan.mission_id;
  await enqueue({
    eventType: 'program.plan.updated',
    data: { plan_id: plan.plan_id, ...planBody(plan) },
    objectKind: 'plan',
    objectId: plan.plan_id,
    dependsOn: mission ? [{ kind: 'mission', id: mission }] : [],
    draft,
    shown: on,
    collapse: true,
  });
}
