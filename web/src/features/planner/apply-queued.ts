import { planBody } from '@/features/plans/plan-body';
import type { Plan, PlanBody } from '@/shared/api/contract';

interface Intent {
  clientGeneratedId: string;
  eventType: string;
  data: Record<string, unknown>;
}

/** The plan as it will stand once a queued write has arrived. */
export function applyQueuedPlan(standing: Plan | null, intent: Intent): Plan | null {
  switch (intent.eventType) {
    case 'program.plan.created':
    case 'program.plan.updated': {
      const data = intent.data as unknown as PlanBody & { plan_id?: string };
      return {
        ...planBody(data),
        plan_id: data.plan_id ?? intent.clientGeneratedId,
        version: standing?.version ?? 0,
        updated_at: standing?.updated_at,
      };
    }
    case 'program.plan.deleted':
      return null;
    default:
      return standing;
  }
}
