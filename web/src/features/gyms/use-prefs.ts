import type { EquipmentPrefsView, Unit } from '@/shared/api/contract';
import { usePreferences } from '@/shared/lib/preferences';
import { useObject } from '@/sync/objects';

/** `view`: what is shown; nobody has said what any gym has in one of version 0. */
export function usePrefs() {
  const default_unit: Unit = usePreferences().units;
  const read = useObject<EquipmentPrefsView>('equipment_prefs', 'me');
  const view: EquipmentPrefsView = read.value ?? { version: 0, prefs: { default_unit, inventories: [] } };
  return { ...read, view };
}
