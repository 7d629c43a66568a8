import type { SettingsView } from '@/shared/api/contract';
import { useObject } from '@/sync/objects';

/** The athlete's own settings, with what is still to be sent. `value` is null before onboarding. */
export function useSettings() {
  return useObject<SettingsView>('settings', 'me');
}
