import type { Workout } from '@/shared/api/contract';

const instantOf = (workout: Workout | null): number =>
  Date.parse(workout?.start_timestamp ?? workout?.done?.start_timestamp ?? workout?.completed_at ?? '') || 0;

/** Oldest first, also within a day. */
export function inOrder<Item extends { value: Workout | null }>(items: Item[]): Item[] {
  return items.toSorted((a, b) => instantOf(a.value) - instantOf(b.value));
}
