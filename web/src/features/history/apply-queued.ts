import type { Workout, WorkoutDone } from '@/shared/api/contract';

interface Intent {
  eventType: string;
  timestamp: string;
  data: Record<string, unknown>;
}

/** The workout as it will stand once a queued write has arrived. A start that comes late never undoes a finish. */
export function applyQueuedWorkout(standing: Workout | null, intent: Intent): Workout | null {
  const { workout_id, ...data } = intent.data as unknown as WorkoutDone & { workout_id: string };
  const before: Workout = standing ?? { workout_id, version: 0, state: 'started' };
  switch (intent.eventType) {
    case 'workout.started':
      return { ...before, plan_id: data.plan_id ?? before.plan_id, start_timestamp: data.start_timestamp };
    case 'workout.completed':
    case 'workout.edited':
      return {
        ...before,
        state: 'completed',
        plan_id: data.plan_id ?? before.plan_id,
        start_timestamp: data.start_timestamp ?? before.start_timestamp,
        completed_at: before.completed_at ?? intent.timestamp,
        done: data,
      };
    case 'workout.deleted':
      return null;
    default:
      return standing;
  }
}
