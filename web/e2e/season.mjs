// A lifter in the middle of a season: ten weeks of a plan behind, six to go, and what was lifted so far.
import { randomUUID } from 'node:crypto';
import { day, signUp } from './people.mjs';

const WEEKS_BEHIND = 10;
const WEEKS_AHEAD = 7;
/** Days of a week that begins today: one workout is always today, and none the day before the competition. */
const PLACES = [0, 1, 3, 4];
/** How heavy and how much each week is, in share of the best and sets, down to the day. */
const LOAD = [70, 72.5, 75, 70, 75, 77.5, 80, 72.5, 80, 82.5, 82.5, 85, 77.5, 85, 87.5, 80, 75];
const SETS = [4, 4, 5, 3, 5, 5, 6, 4, 6, 5, 5, 5, 4, 4, 3, 3, 2];

const WORDS = {
  en: {
    squat: 'Squat',
    bench: 'Bench press',
    deadlift: 'Deadlift',
    heavy: 'heavy',
    volume: 'volume',
    pause: 'Pause bench',
    belt: 'Belt squat',
    row: 'Barbell row',
    note: 'Felt quick. Belt from the second set on.',
    gym: 'Cellar',
    setting: 'Foot plate',
    machineNote: 'Feet low, heels down.',
    share: (percent) => `at ${percent} %`,
  },
  de: {
    squat: 'Kniebeuge',
    bench: 'Bankdrücken',
    deadlift: 'Kreuzheben',
    heavy: 'schwer',
    volume: 'Volumen',
    pause: 'Bankdrücken mit Pause',
    belt: 'Gürtelkniebeuge',
    row: 'Langhantelrudern',
    note: 'Ging schnell. Gürtel ab dem zweiten Satz.',
    gym: 'Keller',
    setting: 'Fußplatte',
    machineNote: 'Füße tief, Fersen unten.',
    share: (percent) => `bei ${String(percent).replace('.', ',')} %`,
  },
};
const BEST = { squat: 222.5, bench: 137.5, deadlift: 252.5 };
const DAYS = [
  ['squat', 'heavy'],
  ['bench', 'volume'],
  ['deadlift', 'heavy'],
  ['bench', 'heavy'],
];

const loadable = (value) => Math.round(value / 2.5) * 2.5;

function workoutOf(words, week, [lift, kind], offset) {
  const share = LOAD[week] - (kind === 'heavy' ? 0 : 10);
  const reps = kind === 'heavy' ? 3 : 5;
  const sets = (number, value, reps, effort) =>
    Array.from({ length: number }, () => ({ reps, weight: { value, unit: 'kg' }, ...effort, rest_seconds: 180 }));
  return {
    workout_id: randomUUID(),
    date: day(offset),
    title: `${words[lift]}, ${words[kind]}`,
    exercises: [
      {
        name: words[lift],
        notes: words.share(share),
        sets: sets(SETS[week], loadable((BEST[lift] * share) / 100), reps, { rpe: 8 }),
      },
      { name: lift === 'squat' ? words.pause : words.row, sets: sets(3, lift === 'squat' ? 105 : 90, 4, { rir: 2 }) },
      ...(lift === 'squat' ? [{ name: words.belt, sets: sets(3, 120, 10, { rir: 1 }) }] : []),
    ],
  };
}

function seasonPlan(words) {
  const workouts = [];
  for (let week = 0; week < WEEKS_BEHIND + WEEKS_AHEAD; week++) {
    const first = (week - WEEKS_BEHIND) * 7;
    PLACES.forEach((place, at) => {
      workouts.push(workoutOf(words, week, DAYS[at], first + place));
    });
  }
  workouts.sort((a, b) => a.date.localeCompare(b.date));
  return {
    plan_id: randomUUID(),
    name: 'Nordic Open',
    start_date: workouts[0].date,
    comp_date: day(WEEKS_AHEAD * 7),
    time_zone: 'UTC',
    training_days_per_week: PLACES.length,
    workouts,
  };
}

function done(plan, workout, notes) {
  const start = `${workout.date}T17:05:00.000Z`;
  return {
    workout_id: workout.workout_id,
    plan_id: plan.plan_id,
    start_timestamp: start,
    duration_seconds: 4_680,
    exercises_summary: workout.exercises.map(({ name, sets }) => ({
      name,
      sets: sets.map(({ reps, weight }, at) => ({ reps, weight, rpe: 7 + Math.min(at, 3) / 2 })),
    })),
    rpe_summary: 8,
    ...(notes && { notes }),
  };
}

/** Two bars, a sled and a stack, and plates that do not make up every weight. */
export function aGym(name) {
  const kg = (value) => ({ value, unit: 'kg' });
  const machine = (machine_type, value, more = {}) => ({
    machine_id: randomUUID(),
    machine_type,
    start_weight: kg(value),
    sides: 2,
    ...more,
  });
  return {
    inventory_id: randomUUID(),
    name,
    unit: 'kg',
    machines: [
      machine('barbell', 20),
      machine('hex_bar', 25),
      machine('hack_squat', 47),
      machine('cable', 5, {
        sides: 1,
        stack: [
          { weight: kg(5), count: 19 },
          { weight: kg(1.25), count: 2 },
        ],
      }),
    ],
    plates: [
      [25, 3],
      [20, 2],
      [15, 1],
      [10, 2],
      [5, 1],
      [2.5, 1],
    ].map(([value, pairs]) => ({ weight: kg(value), pairs })),
  };
}

function aMachineNote(words) {
  return {
    note_id: randomUUID(),
    brand: 'Hammer Strength',
    model: 'V-Squat',
    machine_type: 'hack_squat',
    settings: [
      { name: words.setting, value: '3' },
      { name: 'Pin', value: '7' },
    ],
    notes: words.machineNote,
    visibility: 'public',
  };
}

/** `locale` is the language of the app and of the plan's own words. */
export async function aSeason(taper, email, locale) {
  const words = WORDS[locale];
  const person = await signUp(taper, email, { display_name: 'Bea Holm' });
  await person.send('user.app_settings.submitted', {
    units: 'kg',
    locale,
    theme: 'system',
    clock: '24h',
    token_storage: 'cookie',
  });
  await person.send('user.settings.submitted', {
    weight: { value: 92.4, unit: 'kg' },
    training_days_per_week: 4,
    squat_goal: { value: 222.5, unit: 'kg' },
    bench_goal: { value: 137.5, unit: 'kg' },
    dead_goal: { value: 252.5, unit: 'kg' },
  });
  const plan = seasonPlan(words);
  await person.send('program.plan.created', plan);
  const past = plan.workouts.filter((workout) => workout.date < day(0));
  await Promise.all(
    past
      .slice(-14)
      .map((workout, at) => person.send('workout.completed', done(plan, workout, at === 13 && words.note))),
  );
  const gym = aGym(words.gym);
  await person.send('equipment.prefs.submitted', { default_unit: 'kg', inventories: [gym] });
  const note = aMachineNote(words);
  await person.send('machine.notes.submitted', note);
  const today = plan.workouts.find((workout) => workout.date === day(0));
  return { ...person, plan, today, last: past.at(-1), gym, note };
}
