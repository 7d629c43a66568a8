import type { Plan } from '@/shared/api/contract';
import { useObjects } from '@/sync/objects';

/** All plans of the athlete, the next day first. */
export function usePlans() {
  return useObjects<Plan>('plan');
}
