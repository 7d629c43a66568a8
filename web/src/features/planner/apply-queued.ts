import type { Plan, PlanBody } from '@/shared/api/contract';

interface Intent {
  clientGeneratedId: string;
  eventType: string;
  data: Record<string, unknown>;
}

/** The part of a plan that the athlete writes; the rest is the server's. */
export function planBody(plan: PlanBody): PlanBody {
  const { mission_id, name, start_date, comp_date, time_zone, training_days_per_week, workouts, reminders } = plan;
  const body: PlanBody = { start_date, comp_date, time_zone, training_days_per_week, workouts };
  if (mission_id) body.mission_id = mission_id;
  if (name) body.name = name;
  if (reminders && reminders.length > 0) body.reminders = reminders;
  return body;
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
