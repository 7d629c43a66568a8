import type { TFunction } from 'i18next';
import type { PlannedWorkout } from '@/shared/api/contract';
import { setCount } from './lifts';
import { sportName } from './sports';

/** How much a planned workout is, in a few words: "11 sets", "Ride 90 min". */
export function workoutFacts({ exercises, endurance }: PlannedWorkout, t: TFunction): string {
  const sets = setCount(exercises);
  const facts: string[] = [];
  if (endurance) {
    const minutes = t('plan.minutes', { count: Math.round(endurance.duration_seconds / 60) });
    facts.push(`${sportName(endurance.sport, t)} ${minutes}`);
  }
  if (sets > 0 || !endurance) facts.push(t('plan.setCount', { count: sets }));
  return facts.join(' · ');
}
