import type { PlanBody } from '@/shared/api/contract';

/** The part of a plan that the athlete writes; the rest is the server's. */
export function planBody(plan: PlanBody): PlanBody {
  const { mission_id, name, start_date, comp_date, time_zone, training_days_per_week, workouts, reminders } = plan;
  const body: PlanBody = { start_date, comp_date, time_zone, training_days_per_week, workouts };
  if (mission_id) body.mission_id = mission_id;
  if (name) body.name = name;
  if (reminders && reminders.length > 0) body.reminders = reminders;
  return body;
}
