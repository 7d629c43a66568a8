import type { Stage } from '@/shared/api/contract';

/** The page on which a thing stands; null: it has none. `value`: the thing, or what was written of it. */
export function placeOf(objectKind: string, objectId: string, value: unknown) {
  switch (objectKind) {
    case 'settings':
      return { to: '/onboarding' } as const;
    case 'app_settings':
      return { to: '/me/settings' } as const;
    case 'plan':
      return { to: '/plan', search: { plan: objectId } } as const;
    case 'workout':
      return { to: '/history/$workoutId', params: { workoutId: objectId } } as const;
    case 'equipment_prefs':
      return { to: '/tools/gyms' } as const;
    case 'machine_note':
      return { to: '/tools/machines/$noteId', params: { noteId: objectId } } as const;
    case 'mission':
      return { to: '/missions/$missionId', params: { missionId: objectId } } as const;
    case 'mission_stage':
      return { to: '/missions/$missionId', params: { missionId: (value as Stage).mission_id } } as const;
    default:
      return null;
  }
}
