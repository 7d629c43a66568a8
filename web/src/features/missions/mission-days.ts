import type { Mission, MissionState, Plan, Stage } from '@/shared/api/contract';
import { addDays, type Day, dayIn, daysBetween } from '@/shared/lib/dates';

/** In the order of a mission's life. */
export const STATES: MissionState[] = ['PREP', 'TRAINING', 'EVENT_ACTIVE', 'MISSION_COMPLETE'];

/** The state behind this one. */
export const nextState = (state: MissionState): MissionState | undefined => STATES[STATES.indexOf(state) + 1];

/** The day it is now where the mission takes place. */
export const todayOf = (mission: Pick<Mission, 'timezone'>, instant: Date): Day => dayIn(mission.timezone, instant);

/** Where its event is, on the calendar of the place. */
export type Countdown =
  | { is: 'ahead'; days: number }
  | { is: 'now'; day: number; of: number }
  | { is: 'over'; days: number };

export function countdown(mission: Mission, instant: Date): Countdown {
  const today = todayOf(mission, instant);
  const { event_start, event_end } = mission;
  if (today < event_start) return { is: 'ahead', days: daysBetween(today, event_start) };
  if (today > event_end) return { is: 'over', days: daysBetween(event_end, today) };
  return { is: 'now', day: daysBetween(event_start, today) + 1, of: daysBetween(event_start, event_end) + 1 };
}

/** The day on which a mission moves on by itself: at its beginning, by the clocks of its zone. */
export function movesOn({ state, prep_start, event_start, event_end }: Mission): Day | null {
  switch (state) {
    case 'PREP':
      return prep_start;
    case 'TRAINING':
      return event_start;
    case 'EVENT_ACTIVE':
      return addDays(event_end, 1);
    default:
      return null;
  }
}

/** Those that are still to come or under way, the next event first; and those that are behind, the last one first. */
export function sortMissions(missions: Mission[]): { ahead: Mission[]; behind: Mission[] } {
  const sorted = [...missions].sort((a, b) => a.event_start.localeCompare(b.event_start));
  return {
    ahead: sorted.filter(({ state }) => state !== 'MISSION_COMPLETE'),
    behind: sorted.filter(({ state }) => state === 'MISSION_COMPLETE').reverse(),
  };
}

/** The plan that leads up to a mission: one that says so, else one whose day is of the event. */
export function planOf(mission: Mission, plans: Plan[]): Plan | undefined {
  const { mission_id, event_start, event_end } = mission;
  return (
    plans.find((plan) => plan.mission_id === mission_id) ??
    plans.find((plan) => !plan.mission_id && plan.comp_date >= event_start && plan.comp_date <= event_end)
  );
}

/** What there is to do next for a mission; null where its plan says it, or nothing is left. */
export type NextStep = { is: 'plan' } | { is: 'meet' } | { is: 'stage'; stage: Stage } | { is: 'finish' } | null;

export function nextStep(mission: Mission, plan: Plan | undefined, stages: Stage[], instant: Date): NextStep {
  if (mission.state === 'MISSION_COMPLETE') return null;
  const when = countdown(mission, instant);
  if (when.is === 'ahead') return plan ? null : { is: 'plan' };
  const open = stages.find(({ completed_at }) => !completed_at);
  if (open) return { is: 'stage', stage: open };
  if (when.is === 'over') return { is: 'finish' };
  return mission.mission_type === 'powerlifting_meet' ? { is: 'meet' } : null;
}
