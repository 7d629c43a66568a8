import { useMemo } from 'react';
import type { Workout } from '@/shared/api/contract';
import { useObjects } from '@/sync/objects';
import { inOrder } from './in-order';

/** What has been started and done, with what is still to be sent; oldest first. */
export function useWorkouts() {
  const read = useObjects<Workout>('workout');
  return { ...read, items: useMemo(() => inOrder(read.items), [read.items]) };
}
