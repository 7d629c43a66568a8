import type { Workout } from '@/shared/api/contract';
import { useObjects } from '@/sync/objects';

/** What has been started and done, with what is still to be sent; oldest first. */
export function useWorkouts() {
  return useObjects<Workout>('workout');
}
