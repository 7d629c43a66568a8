// How much the contract takes of each thing that is typed; a test holds these to the schemas (limits.test.ts).

export const MAX_PLAN_NAME = 120;
export const MAX_WORKOUT_TITLE = 120;
export const MAX_WORKOUT_NOTES = 2000;
export const MAX_EXERCISE_NAME = 80;
export const MAX_PLANNED_EXERCISES = 30;
export const MAX_PLANNED_SETS = 40;
export const MAX_DONE_EXERCISES = 40;
export const MAX_DONE_SETS = 60;
export const MAX_TSS = 1000;
export const MAX_ENDURANCE_MINUTES = 48 * 60;
export const MAX_COMPETITIONS = 100;
/** Injuries, and form to work on. */
export const MAX_TAGS = 30;
export const MAX_TAG_LENGTH = 80;
export const MAX_WEIGHT_CLASS = 32;
export const MAX_FEDERATION = 64;
export const MAX_COMMUNICATION = 200;
export const MIN_PASSCODE = 4;
export const MAX_PASSCODE = 128;
export const MAX_GYMS = 20;
export const MAX_GYM_NAME = 80;
export const MAX_GYM_MACHINES = 40;
export const MAX_GYM_PLATES = 30;
export const MAX_PAIRS = 50;
export const MAX_STACK_ROWS = 10;
export const MAX_STACK_COUNT = 100;
export const MAX_MACHINE_NAME = 80;
export const MAX_BRAND = 80;
export const MAX_MODEL = 80;
export const MAX_MACHINE_SETTINGS = 20;
export const MAX_SETTING_NAME = 40;
export const MAX_SETTING_VALUE = 80;
export const MAX_MACHINE_NOTES = 2000;
export const MAX_MISSION_NAME = 120;
export const MAX_MISSION_NOTES = 4000;
/** A stage's number goes no higher. */
export const MAX_STAGES = 100;
export const MAX_STAGE_NOTES = 2000;
export const MAX_BONUSES = 20;
/** Why a mission was moved. */
export const MAX_REASON = 500;
