/** What the server and the app say to each other, as the event catalogue and the HTTP surface fix it. */
import type { Day } from '@/shared/lib/dates';
import type { Unit, Weight } from '@/shared/lib/units';

export interface FieldError {
  pointer: string;
  code: string;
  message: string;
}

export type Role = 'athlete' | 'coach' | 'admin' | 'video_public';

export interface User {
  id: string;
  email?: string;
  phone?: string;
  display_name: string;
  roles: Role[];
  locale: string;
  time_zone: string;
  created_at: string;
}

export interface Tokens {
  access_token: string;
  token_type: 'Bearer';
  expires_in: number;
  user: User;
  store_key?: string;
  refresh_token?: string;
}

export interface DeviceSession {
  id: string;
  device?: string | null;
  created_at: string;
  last_seen_at: string;
  current: boolean;
}

export interface Page<T> {
  items: T[];
  next_cursor?: string | null;
}

export type Lift = 'squat' | 'bench' | 'deadlift';
export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';

export interface Attempt {
  lift: Lift;
  number: number;
  weight: Weight;
  good: boolean;
}

export interface PastCompetition {
  start_date: Day;
  end_date?: Day;
  attempts?: Attempt[];
  total?: Weight;
}

/** The onboarding form; a field that is absent was left open. */
export interface Settings {
  weight: Weight;
  training_days_per_week: number;
  age?: number;
  height?: number;
  target_weight_class?: string;
  weeks_until_comp?: number;
  squat_goal?: Weight;
  bench_goal?: Weight;
  dead_goal?: Weight;
  most_important_lift?: Lift;
  least_important_lift?: Lift;
  recovery_rating_squat?: number;
  recovery_rating_bench?: number;
  recovery_rating_dead?: number;
  session_length_minutes?: number;
  weight_plan?: 'gain' | 'lose' | 'maintain';
  form_issues?: string[];
  injuries?: string[];
  evaluate_feasibility?: boolean;
  federation?: string;
  knee_sleeve?: boolean;
  deadlift_style?: 'sumo' | 'conv';
  squat_stance?: 'wide' | 'narrow';
  add_per_month?: '2.5' | '5' | 'none';
  volume_preference?: 'low' | 'high';
  recovers_from_heavy_deads?: boolean;
  past_competitions?: PastCompetition[];
  ftp?: number;
  weekly_hours?: { min: number; max: number };
  preferred_days?: Weekday[];
  event_style?: 'gc' | 'breakaway' | 'steady';
  communication_preference?: string;
  cp?: number;
  w_prime?: number;
  hr_max?: number;
  hr_rest?: number;
  equipment?: 'raw' | 'equipped';
  feed_visibility?: 'public' | 'passcode';
  passcode?: string;
}

/** `GET /settings/me`. */
export interface SettingsView {
  settings_id: string;
  version: number;
  settings: Settings;
  has_passcode?: boolean;
  updated_at?: string;
}

export interface AppSettings {
  units: Unit;
  locale: 'en' | 'de';
  theme: 'system' | 'light' | 'dark';
  clock: '24h' | '12h';
  token_storage: 'cookie' | 'local_storage';
}

/** `GET /settings/app`. */
export interface AppSettingsView {
  version: number;
  app_settings: AppSettings;
  updated_at?: string;
}

export interface PlannedSet {
  reps: number;
  weight?: Weight;
  percent_1rm?: number;
  rpe?: number;
  rir?: number;
  rest_seconds?: number;
  notes?: string;
}

export interface PlannedExercise {
  name: string;
  notes?: string;
  superset?: number;
  sets: PlannedSet[];
}

export interface Endurance {
  sport: string;
  duration_seconds: number;
  zones?: { zone: number; seconds: number }[];
  target_tss?: number;
}

export interface PlannedWorkout {
  workout_id: string;
  date: Day;
  original_date?: Day;
  title?: string;
  notes?: string;
  exercises?: PlannedExercise[];
  endurance?: Endurance;
}

export interface PlanBody {
  mission_id?: string;
  name?: string;
  start_date: Day;
  comp_date: Day;
  time_zone: string;
  training_days_per_week: number;
  workouts: PlannedWorkout[];
  reminders?: { cron?: string; offset?: string; channel: string }[];
}

/** `GET /plans/{plan_id}` and `program.plan.persisted`. Version 0 has only been written on this device. */
export interface Plan extends PlanBody {
  plan_id: string;
  version: number;
  updated_at?: string;
  deleted?: boolean;
}

export interface DoneSet {
  reps: number;
  weight: Weight;
  rpe?: number;
  rir?: number;
  completed_at?: string;
}

export interface DoneExercise {
  name: string;
  sets: DoneSet[];
}

export interface WorkoutDone {
  plan_id?: string;
  start_timestamp?: string;
  duration_seconds: number;
  exercises_summary: DoneExercise[];
  rpe_summary?: number;
  notes?: string;
}

/** `GET /workouts/{workout_id}` and `workout.persisted`. */
export interface Workout {
  workout_id: string;
  version: number;
  state: 'started' | 'completed';
  plan_id?: string;
  start_timestamp?: string;
  completed_at?: string;
  updated_at?: string;
  done?: WorkoutDone;
  deleted?: boolean;
}
