import type { TFunction } from 'i18next';

const NAMED = [
  'user.settings.submitted',
  'user.app_settings.submitted',
  'program.plan.created',
  'program.plan.updated',
  'program.plan.deleted',
  'workout.started',
  'workout.completed',
  'workout.edited',
  'workout.deleted',
  'equipment.prefs.submitted',
  'machine.notes.submitted',
  'machine.notes.deleted',
  'tools.platecalc.query',
] as const;

/** What a queued write is called by the person who made it. */
export function eventName(eventType: string, t: TFunction): string {
  const named = NAMED.find((name) => name === eventType) ?? 'other';
  return t(`queue.events.${named.replaceAll('.', '_') as 'other'}`);
}
