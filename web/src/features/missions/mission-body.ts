import type { MissionBody } from '@/shared/api/contract';

/** The part of a mission that the athlete writes; the rest is the server's. */
export function missionBody(mission: MissionBody): MissionBody {
  const { name, mission_type, prep_start, event_start, event_end, timezone } = mission;
  const { points_schema, constraints, notification_preferences, notes } = mission;
  const body: MissionBody = { name, mission_type, prep_start, event_start, event_end, timezone };
  if (points_schema) body.points_schema = points_schema;
  if (constraints && Object.keys(constraints).length > 0) body.constraints = constraints;
  if (notification_preferences && Object.keys(notification_preferences).length > 0)
    body.notification_preferences = notification_preferences;
  if (notes) body.notes = notes;
  return body;
}
