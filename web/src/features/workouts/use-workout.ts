import type { Workout } from '@/shared/api/contract';
import { useObject } from '@/sync/objects';

export function useWorkout(id: string) {
  return useObject<Workout>('workout', id);
}
