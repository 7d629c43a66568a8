import type { AppSettingsView } from '@/shared/api/contract';
import { useObject } from '@/sync/objects';

/** `view`: what was chosen; nobody has chosen anything in one of version 0. */
export function useAppSettings() {
  const { value, pending, refused } = useObject<AppSettingsView>('app_settings', 'me');
  const view: AppSettingsView = value ?? { version: 0, app_settings: {} };
  return { view, pending, refused };
}
