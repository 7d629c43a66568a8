import type { Mission } from '@/shared/api/contract';
import { useObjects } from '@/sync/objects';

/** All missions of the athlete, the next event first. */
export function useMissions() {
  return useObjects<Mission>('mission');
}
