import type { StageBody } from '@/shared/api/contract';

/** The part of a stage that the athlete writes; the rest is the server's. */
export function stageBody({
  stage_number,
  stage_type,
  ride_mode,
  completed_at,
  activity_id,
  notes,
}: StageBody): StageBody {
  const body: StageBody = { stage_number, stage_type };
  if (ride_mode) body.ride_mode = ride_mode;
  if (completed_at) body.completed_at = completed_at;
  if (activity_id) body.activity_id = activity_id;
  if (notes) body.notes = notes;
  return body;
}
