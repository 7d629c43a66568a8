import { expectTypeOf, test } from 'vitest';
import type { AppSettings, PlanBody, Settings, WorkoutDone } from './contract';
import type { EventData } from './generated/events';

// Checked by tsc: what the app hands in is what the catalogue's schemas take.
test('the app writes events as the catalogue describes them', () => {
  expectTypeOf<Settings>().toExtend<EventData['user.settings.submitted']>();
  expectTypeOf<AppSettings>().toExtend<EventData['user.app_settings.submitted']>();
  expectTypeOf<PlanBody & { plan_id: string }>().toExtend<EventData['program.plan.created']>();
  expectTypeOf<PlanBody & { plan_id: string; base_version: number }>().toExtend<EventData['program.plan.updated']>();
  expectTypeOf<WorkoutDone & { workout_id: string }>().toExtend<EventData['workout.completed']>();
});
