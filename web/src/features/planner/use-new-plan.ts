import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Lift, Mission, PlanBody, Settings, Weight } from '@/shared/api/contract';
import { addDays, type Day, daysBetween, toDay } from '@/shared/lib/dates';
import { newId } from '@/shared/lib/ids';
import { useFormat } from '@/shared/lib/use-format';
import { generatePlan, MAX_PLAN_WEEKS } from '@/shared/training/generate-plan';
import type { Pattern } from '@/shared/training/week-scheme';
import { now } from '@/sync/clock';
import { useDraft } from '@/sync/drafts';
import { planWords } from './plan-words';

export interface NewPlan {
  /** Made at the first keystroke, so that a second tap is the same plan. */
  plan_id: string;
  name: string;
  compDate?: Day;
  start: Day;
  days: number;
  pattern: Pattern | 'empty';
  maxes: Partial<Record<Lift, Weight>>;
}

/** Of each mission there is a draft of its own. */
export const newPlan = (mission?: Mission) => ({ kind: 'new_plan', id: mission?.mission_id ?? 'new' });
const DEFAULT_DAYS = 3;

export type NewPlanFinding = 'tooSoon' | 'over' | 'tooFar' | null;

/** What is wrong with the day of a plan, if anything. */
export function findingOf(wish: Pick<NewPlan, 'start' | 'compDate'>, today: Day): NewPlanFinding {
  if (!wish.compDate) return null;
  const days = daysBetween(wish.start, wish.compDate);
  if (days < 1) return 'tooSoon';
  if (wish.compDate < today) return 'over';
  return days > MAX_PLAN_WEEKS * 7 ? 'tooFar' : null;
}

/** The form of a new plan, kept as it is typed, and the plan it would make; for a mission it begins with its name and days. */
export function useNewPlan(about: Settings | undefined, mission: Mission | undefined) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const draft = newPlan(mission);
  const initial = useMemo<NewPlan>(() => {
    const today = toDay(now());
    const weeks = about?.weeks_until_comp;
    return {
      plan_id: newId(),
      name: mission?.name ?? '',
      start: mission && mission.prep_start > today ? mission.prep_start : today,
      compDate: mission ? mission.event_start : weeks ? addDays(today, weeks * 7) : undefined,
      days: about?.training_days_per_week ?? DEFAULT_DAYS,
      pattern: 'blocks',
      maxes: {},
    };
  }, [about, mission]);
  const [wish, setWish, { loaded }] = useDraft<NewPlan>(draft.kind, draft.id, initial);
  const finding = findingOf(wish, toDay(now()));
  const plan = useMemo<PlanBody | null>(() => {
    if (!wish.compDate || finding) return null;
    const timeZone = mission?.timezone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
    const base = {
      start: wish.start,
      compDate: wish.compDate,
      daysPerWeek: wish.days,
      name: wish.name.trim(),
      timeZone,
    };
    if (wish.pattern === 'empty') {
      const { start: start_date, compDate: comp_date, daysPerWeek: training_days_per_week } = base;
      return {
        name: base.name || undefined,
        start_date,
        comp_date,
        time_zone: timeZone,
        training_days_per_week,
        workouts: [],
      };
    }
    return generatePlan({
      ...base,
      pattern: wish.pattern,
      maxes: wish.maxes,
      preferredDays: about?.preferred_days,
      words: planWords(t, number),
      newId,
    });
  }, [wish, finding, about, mission, t, number]);
  // From the newest value: a field that is left and the button that is pressed may both write in one turn.
  const set = (part: Partial<NewPlan>) => setWish((old) => ({ ...old, ...part }));
  const setMax = (lift: Lift, weight: Weight | undefined) =>
    setWish((old) => ({ ...old, maxes: { ...old.maxes, [lift]: weight } }));
  return { wish, set, setMax, plan, finding, loaded };
}
