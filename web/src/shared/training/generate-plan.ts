import type {
  Lift,
  PlanBody,
  PlannedExercise,
  PlannedSet,
  PlannedWorkout,
  Weekday,
  Weight,
} from '@/shared/api/contract';
import { addDays, type Day, daysBetween, mondayOf, weekdayOf, weeksBetween } from '@/shared/lib/dates';
import { toLoadable } from '@/shared/lib/units';
import { type Pattern, type WeekScheme, weekScheme } from './week-scheme';

/** A plan longer than this would be guesswork, and too long for one event. */
export const MAX_PLAN_WEEKS = 52;
/** Nothing is trained on the day before the meet. */
const REST_BEFORE_MEET_DAYS = 2;

type Kind = 'heavy' | 'volume';
type Assistance = 'pauseBench' | 'beltSquat' | 'row' | 'rdl' | 'press' | 'pullUp' | 'split' | 'core';

interface Session {
  main: [Lift, Kind][];
  assistance: Assistance[];
}

/** What is trained on which training day of a week, by how many there are. */
const SESSIONS: Session[][] = [
  [
    {
      main: [
        ['squat', 'heavy'],
        ['bench', 'heavy'],
        ['deadlift', 'volume'],
      ],
      assistance: ['row'],
    },
  ],
  [
    {
      main: [
        ['squat', 'heavy'],
        ['bench', 'volume'],
      ],
      assistance: ['row', 'core'],
    },
    {
      main: [
        ['deadlift', 'heavy'],
        ['bench', 'heavy'],
      ],
      assistance: ['split', 'pullUp'],
    },
  ],
  [
    {
      main: [
        ['squat', 'heavy'],
        ['bench', 'volume'],
      ],
      assistance: ['row'],
    },
    { main: [['deadlift', 'heavy']], assistance: ['press', 'pullUp', 'core'] },
    {
      main: [
        ['bench', 'heavy'],
        ['squat', 'volume'],
      ],
      assistance: ['row'],
    },
  ],
  [
    { main: [['squat', 'heavy']], assistance: ['pauseBench', 'beltSquat', 'core'] },
    { main: [['bench', 'volume']], assistance: ['row', 'press'] },
    { main: [['deadlift', 'heavy']], assistance: ['split', 'pullUp'] },
    {
      main: [
        ['bench', 'heavy'],
        ['squat', 'volume'],
      ],
      assistance: ['row'],
    },
  ],
  [
    { main: [['squat', 'heavy']], assistance: ['beltSquat', 'core'] },
    { main: [['bench', 'volume']], assistance: ['row', 'press'] },
    { main: [['deadlift', 'heavy']], assistance: ['pullUp', 'core'] },
    { main: [['bench', 'heavy']], assistance: ['row'] },
    { main: [['squat', 'volume']], assistance: ['rdl', 'split'] },
  ],
  [
    { main: [['squat', 'heavy']], assistance: ['beltSquat'] },
    { main: [['bench', 'volume']], assistance: ['row', 'press'] },
    { main: [['deadlift', 'heavy']], assistance: ['core'] },
    { main: [['bench', 'heavy']], assistance: ['row'] },
    { main: [['squat', 'volume']], assistance: ['split'] },
    { main: [['deadlift', 'volume']], assistance: ['pullUp', 'core'] },
  ],
];

/** 0 = Monday; spread so that heavy days are not side by side where that can be had. */
const TRAINING_DAYS: number[][] = [
  [5],
  [1, 4],
  [0, 2, 4],
  [1, 2, 4, 5],
  [0, 1, 2, 4, 5],
  [0, 1, 2, 3, 4, 5],
  [0, 1, 2, 3, 4, 5, 6],
];
const WEEKDAYS: Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** What the athlete's language calls things; a plan's words are the athlete's own text from then on. */
export interface PlanWords {
  lift: Record<Lift, string>;
  assistance: Record<Assistance, string>;
  /** What stands beside a weight: the share of the maximum it was worked out from. */
  share: (percent: number) => string;
}

export interface PlanWish {
  name?: string;
  start: Day;
  compDate: Day;
  daysPerWeek: number;
  pattern: Pattern;
  maxes: Partial<Record<Lift, Weight>>;
  preferredDays?: Weekday[];
  timeZone: string;
  words: PlanWords;
  newId: () => string;
}

function trainingDays(perWeek: number, preferred: Weekday[] = []): number[] {
  if (preferred.length === perWeek) return preferred.map((day) => WEEKDAYS.indexOf(day)).sort((a, b) => a - b);
  return TRAINING_DAYS[perWeek - 1] ?? [];
}

/** A week of which no training day is left would be an empty first week: the plan begins with the next. */
function beginOf({ start, compDate }: PlanWish, days: number[]): Day {
  if (days.some((day) => day >= weekdayOf(start))) return start;
  const monday = addDays(mondayOf(start), 7);
  return monday < compDate ? monday : start;
}

function mainSets(scheme: WeekScheme, kind: Kind, max: Weight | undefined): PlannedSet[] {
  const { sets, reps, percent } = scheme[kind];
  const rest_seconds = kind === 'heavy' ? 180 : 150;
  // A set says its load in one way: the weight where it can be worked out, else the share.
  const set: PlannedSet = max
    ? { reps, weight: { value: toLoadable((max.value * percent) / 100, max.unit), unit: max.unit }, rest_seconds }
    : { reps, percent_1rm: percent, rest_seconds };
  return Array.from({ length: sets }, () => ({ ...set }));
}

function exercisesOf(session: Session, scheme: WeekScheme, wish: PlanWish): PlannedExercise[] {
  const main = session.main.map(([lift, kind]) => ({
    name: wish.words.lift[lift],
    ...(wish.maxes[lift] && { notes: wish.words.share(scheme[kind].percent) }),
    sets: mainSets(scheme, kind, wish.maxes[lift]),
  }));
  if (scheme.assistance === 0) return main;
  const assistance = session.assistance.map((name) => ({
    name: wish.words.assistance[name],
    sets: Array.from({ length: scheme.assistance }, () => ({
      reps: name === 'pauseBench' ? 4 : 10,
      rir: 2,
      rest_seconds: 90,
    })),
  }));
  return [...main, ...assistance];
}

/** The workouts from the start to the day, by a simple pattern; everything in it can be edited afterwards. */
export function generatePlan(wish: PlanWish): PlanBody {
  const sessions = SESSIONS[Math.min(wish.daysPerWeek, SESSIONS.length) - 1] ?? [];
  const days = trainingDays(wish.daysPerWeek, wish.preferredDays);
  const start = beginOf(wish, days);
  const firstMonday = mondayOf(start);
  const total = Math.min(weeksBetween(start, wish.compDate) + 1, MAX_PLAN_WEEKS + 1);
  const workouts: PlannedWorkout[] = [];
  for (let week = 0; week < total; week++) {
    const scheme = weekScheme(wish.pattern, week, total);
    days.forEach((weekday, at) => {
      const session = sessions[at % sessions.length];
      const date = addDays(firstMonday, week * 7 + weekday);
      if (!session || date < start || daysBetween(date, wish.compDate) < REST_BEFORE_MEET_DAYS) return;
      workouts.push({
        workout_id: wish.newId(),
        date,
        // The lifts alone: how heavy they are is another thing in each week, and said beside them.
        title: session.main.map(([lift]) => wish.words.lift[lift]).join(' · '),
        exercises: exercisesOf(session, scheme, wish),
      });
    });
  }
  return {
    name: wish.name || undefined,
    start_date: start,
    comp_date: wish.compDate,
    time_zone: wish.timeZone,
    training_days_per_week: wish.daysPerWeek,
    workouts,
  };
}
