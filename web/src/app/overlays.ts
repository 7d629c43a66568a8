import { applyQueuedAppSettings } from '@/features/app-settings/apply-queued';
import { applyQueuedPrefs } from '@/features/gyms/apply-queued';
import { applyQueuedWorkout } from '@/features/history/apply-queued';
import { applyQueuedNote } from '@/features/machine-notes/apply-queued';
import { noteBody } from '@/features/machine-notes/note-body';
import { applyQueuedSettings } from '@/features/onboarding/apply-queued';
import { applyQueuedPlan } from '@/features/planner/apply-queued';
import { planBody } from '@/features/plans/plan-body';
import type {
  AppSettings,
  AppSettingsView,
  EquipmentPrefs,
  EquipmentPrefsView,
  MachineNote,
  Plan,
  Settings,
  SettingsView,
  Workout,
} from '@/shared/api/contract';
import { toDay } from '@/shared/lib/dates';
import { registerKind } from '@/sync/kinds';
import { registerMissionKinds } from './mission-kinds';
import { readAll, readOne, readSaved, unlessDeleted } from './read-objects';

/** What the engine must know about each kind of thing an athlete has. The one list of them. */
export function registerKinds(): void {
  registerMissionKinds();
  registerKind<SettingsView>({
    kind: 'settings',
    fetchOne: (_, signal) => readSaved<SettingsView>('/settings/me', signal),
    fetchList: async (_, signal) =>
      [await readSaved<SettingsView>('/settings/me', signal)].filter((one) => one !== null),
    idOf: () => 'me',
    versionOf: (value) => value.version,
    dateOf: () => '',
    applyIntent: applyQueuedSettings,
    facts: { 'user.settings.persisted': (data) => data as unknown as SettingsView },
    edit: {
      eventType: 'user.settings.submitted',
      secrets: ['passcode'],
      toData: (value) => value.settings as unknown as Settings & Record<string, unknown>,
    },
  });
  registerKind<AppSettingsView>({
    kind: 'app_settings',
    fetchOne: (_, signal) => readSaved<AppSettingsView>('/settings/app', signal),
    fetchList: async (_, signal) =>
      [await readSaved<AppSettingsView>('/settings/app', signal)].filter((one) => one !== null),
    idOf: () => 'me',
    versionOf: (value) => value.version,
    dateOf: () => '',
    applyIntent: applyQueuedAppSettings,
    facts: { 'user.app_settings.persisted': (data) => data as unknown as AppSettingsView },
    edit: {
      eventType: 'user.app_settings.submitted',
      toData: (value) => value.app_settings as AppSettings & Record<string, unknown>,
    },
  });
  registerKind<Plan>({
    kind: 'plan',
    fetchOne: (id, signal) => readOne<Plan>(`/plans/${id}`, signal),
    fetchList: (_, signal) => readAll<Plan>('/plans', {}, signal),
    listIsSummary: true,
    idOf: (value) => value.plan_id,
    versionOf: (value) => value.version,
    dateOf: (value) => value.comp_date,
    applyIntent: applyQueuedPlan,
    facts: { 'program.plan.persisted': unlessDeleted<Plan>() },
    edit: {
      eventType: 'program.plan.updated',
      toData: (value) => ({ plan_id: value.plan_id, ...planBody(value) }),
    },
    merge: async (...sides) => (await import('@/features/planner/merge-plan')).mergePlan(...sides),
    remove: 'program.plan.deleted',
    create: { eventType: 'program.plan.created', toData: (value, newId) => ({ ...planBody(value), plan_id: newId }) },
  });
  registerKind<Workout>({
    kind: 'workout',
    fetchOne: (id, signal) => readOne<Workout>(`/workouts/${id}`, signal),
    fetchList: ({ from, to }, signal) => readAll<Workout>('/workouts', { from, to }, signal),
    idOf: (value) => value.workout_id,
    versionOf: (value) => value.version,
    dateOf: dayOfWorkout,
    applyIntent: applyQueuedWorkout,
    facts: { 'workout.persisted': unlessDeleted<Workout>() },
    edit: {
      eventType: 'workout.edited',
      toData: (value) => ({ workout_id: value.workout_id, ...value.done }),
    },
    merge: async (...sides) => (await import('@/features/history/merge-done')).mergeDone(...sides),
    remove: 'workout.deleted',
    create: {
      eventType: 'workout.completed',
      // One that was only begun holds nothing yet.
      toData: ({ done }, newId) => (done ? { ...done, workout_id: newId } : null),
    },
  });
  registerKind<EquipmentPrefsView>({
    kind: 'equipment_prefs',
    fetchOne: (_, signal) => readSaved<EquipmentPrefsView>('/equipment/prefs', signal),
    fetchList: async (_, signal) =>
      [await readSaved<EquipmentPrefsView>('/equipment/prefs', signal)].filter((one) => one !== null),
    idOf: () => 'me',
    versionOf: (value) => value.version,
    dateOf: () => '',
    applyIntent: applyQueuedPrefs,
    facts: { 'equipment.prefs.persisted': (data) => data as unknown as EquipmentPrefsView },
    edit: {
      eventType: 'equipment.prefs.submitted',
      toData: (value) => value.prefs as EquipmentPrefs & Record<string, unknown>,
    },
    merge: async (...sides) => (await import('@/features/gyms/merge-prefs')).mergePrefs(...sides),
  });
  registerKind<MachineNote>({
    kind: 'machine_note',
    fetchOne: async (id, signal) => {
      const note = await readOne<MachineNote>(`/machine-notes/${id}`, signal);
      // A public one of somebody else is not the athlete's to keep.
      return note?.mine ? note : null;
    },
    fetchList: (_, signal) => readAll<MachineNote>('/machine-notes', {}, signal),
    idOf: (value) => value.note_id,
    versionOf: (value) => value.version,
    dateOf: () => '',
    applyIntent: applyQueuedNote,
    facts: { 'machine.notes.persisted': unlessDeleted<MachineNote>() },
    edit: {
      eventType: 'machine.notes.submitted',
      toData: (value) => ({ note_id: value.note_id, ...noteBody(value) }),
    },
    remove: 'machine.notes.deleted',
    create: {
      eventType: 'machine.notes.submitted',
      // There is none under this id: what another note says of the machine stands.
      toData: (value, newId) => ({ ...noteBody(value), note_id: newId, base_version: 0 }),
    },
  });
}

function dayOfWorkout(workout: Workout): string {
  const instant = workout.start_timestamp ?? workout.done?.start_timestamp ?? workout.completed_at;
  return instant ? toDay(new Date(instant)) : '';
}
