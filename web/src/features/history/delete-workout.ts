import { enqueue } from '@/sync/outbox';

export async function deleteWorkout(workoutId: string, version: number): Promise<void> {
  const data = version > 0 ? { workout_id: workoutId, base_version: version } : { workout_id: workoutId };
  await enqueue({ eventType: 'workout.deleted', data, objectKind: 'workout', objectId: workoutId });
}
