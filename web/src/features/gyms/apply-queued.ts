import type { EquipmentPrefs, EquipmentPrefsView } from '@/shared/api/contract';

interface Intent {
  eventType: string;
  data: Record<string, unknown>;
}

export function applyQueuedPrefs(standing: EquipmentPrefsView | null, intent: Intent): EquipmentPrefsView | null {
  if (intent.eventType !== 'equipment.prefs.submitted') return standing;
  return {
    version: standing?.version ?? 0,
    prefs: intent.data as unknown as EquipmentPrefs,
    updated_at: standing?.updated_at,
  };
}
