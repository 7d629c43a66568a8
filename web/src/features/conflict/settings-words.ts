import type { TFunction } from 'i18next';
import type { AppSettings, PastCompetition, Settings, Weekday, Weight } from '@/shared/api/contract';
import { same } from '@/sync/same';
import { describeSide } from './describe-side';
import type { Write } from './write-side';

type Field = keyof Settings | keyof AppSettings;
type Labels = Record<string, string>;

/** What the pages call the fields of the two forms. A field of the contract without a name fails to compile. */
function labelsOf(t: TFunction): Record<Field, string> {
  const recovery = (lift: 'squat' | 'bench' | 'deadlift') =>
    `${t('onboarding.recovery')} · ${t(`common.lifts.${lift}`)}`;
  return {
    weight: t('onboarding.weight'),
    training_days_per_week: t('onboarding.trainingDays'),
    height: t('onboarding.height'),
    age: t('onboarding.age'),
    target_weight_class: t('onboarding.weightClass'),
    weight_plan: t('onboarding.weightPlan'),
    weeks_until_comp: t('onboarding.weeks'),
    federation: t('onboarding.federation'),
    equipment: t('onboarding.equipment'),
    squat_goal: t('onboarding.squatGoal'),
    bench_goal: t('onboarding.benchGoal'),
    dead_goal: t('onboarding.deadGoal'),
    evaluate_feasibility: t('onboarding.feasibility'),
    most_important_lift: t('onboarding.most'),
    least_important_lift: t('onboarding.least'),
    recovery_rating_squat: recovery('squat'),
    recovery_rating_bench: recovery('bench'),
    recovery_rating_dead: recovery('deadlift'),
    deadlift_style: t('onboarding.deadliftStyle'),
    squat_stance: t('onboarding.stance'),
    knee_sleeve: t('onboarding.kneeSleeve'),
    recovers_from_heavy_deads: t('onboarding.heavyDeads'),
    session_length_minutes: t('onboarding.sessionLength'),
    volume_preference: t('onboarding.volume'),
    add_per_month: t('onboarding.perMonth'),
    preferred_days: t('onboarding.preferredDays'),
    form_issues: t('onboarding.formIssues'),
    injuries: t('onboarding.injuries'),
    communication_preference: t('onboarding.communication'),
    ftp: t('onboarding.ftp'),
    cp: t('onboarding.cp'),
    w_prime: t('onboarding.wPrime'),
    hr_max: t('onboarding.hrMax'),
    hr_rest: t('onboarding.hrRest'),
    weekly_hours: t('onboarding.weeklyHours'),
    event_style: t('onboarding.eventStyle'),
    past_competitions: t('onboarding.sections.past'),
    feed_visibility: t('onboarding.visibility'),
    passcode: t('onboarding.passcodeField'),
    units: t('settings.units'),
    locale: t('settings.locale'),
    theme: t('settings.theme'),
    clock: t('settings.clock'),
    token_storage: t('settings.tokenStorage'),
  };
}

/** What the pages call the choices, by field. */
function choicesOf(t: TFunction): Partial<Record<Field, Labels>> {
  const lifts = {
    squat: t('common.lifts.squat'),
    bench: t('common.lifts.bench'),
    deadlift: t('common.lifts.deadlift'),
  };
  return {
    weight_plan: { gain: t('onboarding.gain'), lose: t('onboarding.lose'), maintain: t('onboarding.maintain') },
    equipment: { raw: t('onboarding.raw'), equipped: t('onboarding.equipped') },
    most_important_lift: lifts,
    least_important_lift: lifts,
    deadlift_style: { conv: t('onboarding.conv'), sumo: t('onboarding.sumo') },
    squat_stance: { wide: t('onboarding.wide'), narrow: t('onboarding.narrow') },
    volume_preference: { low: t('onboarding.low'), high: t('onboarding.high') },
    add_per_month: { none: t('onboarding.none') },
    event_style: { gc: t('onboarding.gc'), breakaway: t('onboarding.breakaway'), steady: t('onboarding.steady') },
    feed_visibility: { public: t('onboarding.public'), passcode: t('onboarding.passcode') },
    locale: { en: t('settings.english'), de: t('settings.german') },
    theme: { system: t('settings.system'), light: t('settings.light'), dark: t('settings.dark') },
    clock: { '24h': t('settings.clock24'), '12h': t('settings.clock12') },
    token_storage: { cookie: t('settings.cookie'), local_storage: t('settings.localStorage') },
  };
}

/** The fields of a form that are not as in the other, by their names. */
export function settingsFacts(
  value: object,
  other: object,
  write: Write,
  t: TFunction,
): { what: string; is: string }[] {
  const [one, two] = [value, other] as Record<string, unknown>[];
  return Object.keys(labelsOf(t)).flatMap((name) => {
    const field = same(one?.[name], two?.[name]) ? null : settingsField(`/${name}`, write, t);
    return field ? [{ what: field.what, is: field.text(one?.[name]) }] : [];
  });
}

/** How the app looks: what nobody chose each device does its own way. */
const LOOKS: Record<keyof AppSettings, true> = {
  units: true,
  locale: true,
  theme: true,
  clock: true,
  token_storage: true,
};
const isLook = (name: Field) => name in LOOKS;
const isField = (name: string, labels: Labels): name is Field => name in labels;

/** The name of a field of a form and how its value is said; null: no field of one. */
export function settingsField(path: string, write: Write, t: TFunction) {
  const labels = labelsOf(t);
  const name = path.slice(1);
  if (!isField(name, labels)) return null;
  const choices = choicesOf(t)[name];
  return { what: labels[name], text: (value: unknown) => settingsValue(name, value, choices, write, t) };
}

function settingsValue(name: Field, value: unknown, choices: Labels | undefined, write: Write, t: TFunction): string {
  const empty = (value ?? null) === null || (Array.isArray(value) && value.length === 0);
  if (empty) return isLook(name) ? t('settings.system') : '–';
  if (choices && typeof value === 'string') return choices[value] ?? value;
  if (name === 'recovers_from_heavy_deads') return t(value ? 'onboarding.well' : 'onboarding.badly');
  if (name === 'preferred_days') return (value as Weekday[]).map((day) => t(`common.days.${day}`)).join(', ');
  if (name === 'weekly_hours') {
    const { min, max } = value as { min: number; max: number };
    return `${write.number(min)}–${write.number(max)} ${t('onboarding.hours')}`;
  }
  if (name === 'past_competitions') return (value as PastCompetition[]).map((one) => pastText(one, write)).join('; ');
  return typeof value === 'number' ? write.number(value) : describeSide(value, write, t);
}

function pastText({ start_date, total, attempts = [] }: PastCompetition, write: Write): string {
  const tries = attempts.map(({ weight, good }) => `${write.weight(weight as Weight)} ${good ? '✓' : '✗'}`);
  return [write.day(start_date), total && write.weight(total), tries.join(' ')].filter(Boolean).join(' · ');
}
