/** What the server and the app say to each other, under the names that the app uses: the generated types, nothing else. */
import type { components as AthleteApi } from './generated/athlete';
import type { components as EquipmentApi } from './generated/equipment';
import type { EventData } from './generated/events';
import type { components as IdentityApi } from './generated/identity';
import type { components as NotificationsApi } from './generated/notifications';
import type { components as TrainingApi } from './generated/training';

type Athlete = AthleteApi['schemas'];
type Equipment = EquipmentApi['schemas'];
type Identity = IdentityApi['schemas'];
type Training = TrainingApi['schemas'];

/** The schemas also allow null where something is absent; both sides leave it out instead. */
type Present<T> = T extends readonly (infer Element)[]
  ? Present<Element>[]
  : T extends object
    ? { [Name in keyof T]: Present<Exclude<T[Name], null>> }
    : T;

/** The parts of a stored thing that this device does not know before the server has answered. */
type Unanswered<T, Known extends keyof T> = Pick<T, Known> & Partial<Omit<T, Known>>;

/** What the app writes. */
export type EventType = keyof EventData;

export type FieldError = Identity['FieldError'];
export type ProblemBody = Identity['ProblemBody'];
export type User = Present<Identity['UserView']>;
export type Tokens = Present<Identity['Tokens']>;
export type Login = Present<Identity['Login']>;
export type Registration = Present<Identity['Registration']>;
export type DeviceSession = Present<Identity['SessionView']>;
export type Mail = NotificationsApi['schemas']['MailboxMessage'];

/** One page of a list, and where the rest begins. */
export type Page<T> = Omit<Present<Training['Page_WorkoutListItem']>, 'items'> & { items: T[] };

export type Unit = Training['Unit'];
export type Weight = Training['Weight'];
export type Lift = Athlete['Lift'];
export type Weekday = Athlete['Weekday'];
export type Attempt = Present<Athlete['Attempt']>;
export type PastCompetition = Present<Athlete['PastCompetition']>;

/** The onboarding form; a field that is absent was left open. */
export type Settings = Present<Athlete['Settings']>;
export type SettingsView = Unanswered<Present<Athlete['SettingsView']>, 'settings_id' | 'version' | 'settings'>;
/** How the app looks; a field that is absent nobody chose, and each device goes there by itself. */
export type AppSettings = Present<Athlete['AppSettings']>;
/** One that was saved: version 0, without settings, is read as none. */
export type AppSettingsView = { version: number; app_settings: AppSettings } & Partial<
  Omit<Present<Athlete['AppSettingsView']>, 'version' | 'app_settings'>
>;

export type PlannedSet = Present<Training['PlannedSet']>;
export type PlannedExercise = Present<Training['PlannedExercise']>;
export type PlannedWorkout = Present<Training['PlannedWorkout']>;
export type PlanBody = Present<Training['Plan']>;
/** Version 0 has only been written on this device. */
export type Plan = PlanBody &
  Unanswered<Omit<Present<Training['PlanPersisted']>, keyof PlanBody>, 'plan_id' | 'version'>;

export type DoneSet = Present<Training['DoneSet']>;
export type DoneExercise = Present<Training['DoneExercise']>;
export type WorkoutDone = Present<Training['WorkoutDone']>;
/** Version 0 has only been written on this device. */
export type Workout = Unanswered<Present<Training['WorkoutPersisted']>, 'workout_id' | 'version' | 'state'>;

export type MachineType = Equipment['MachineType'];
export type GymMachine = Present<Equipment['Machine']>;
/** What one gym has. */
export type Gym = Present<Equipment['Inventory']>;
export type EquipmentPrefs = Present<Equipment['EquipmentPrefs']>;
/** One that was saved: version 0, without content, is read as none. */
export type EquipmentPrefsView = { version: number; prefs: EquipmentPrefs } & Partial<
  Omit<Present<Equipment['EquipmentPrefsView']>, 'version' | 'prefs'>
>;

export type MachineSetting = Equipment['MachineSetting'];
export type MachineNoteBody = Present<Equipment['MachineNote']>;
/** Version 0 has only been written on this device. */
export type MachineNote = MachineNoteBody &
  Unanswered<Omit<Present<Equipment['MachineNoteView']>, keyof MachineNoteBody>, 'note_id' | 'version'>;

export type MissionType = Training['MissionType'];
export type MissionState = Training['MissionState'];
export type PointsSchema = Present<Training['PointsSchema']>;
export type MissionBody = Present<Training['Mission']>;
/** Version 0 has only been written on this device. */
export type Mission = MissionBody &
  Unanswered<Omit<Present<Training['MissionPersisted']>, keyof MissionBody>, 'mission_id' | 'version' | 'state'>;
export type MissionMove = Present<Training['MoveView']>;
/** All moves of one mission, oldest first; `version` is one more than that of the last. */
export interface MissionHistory {
  mission_id: string;
  version: number;
  moves: MissionMove[];
}

export type StageType = Training['StageType'];
export type RideMode = Training['RideMode'];
export type StageBody = Present<Training['Stage']>;
/** Version 0 has only been written on this device. */
export type Stage = StageBody &
  Unanswered<Omit<Present<Training['StagePersisted']>, keyof StageBody>, 'stage_id' | 'mission_id' | 'version'>;
export type StageProgress = Present<Training['ProgressView']>;
