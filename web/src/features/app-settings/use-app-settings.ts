import type { AppSettingsView } from '@/shared/api/contract';
import { useObject } from '@/sync/objects';

export function useAppSettings() {
  return useObject<AppSettingsView>('app_settings', 'me');
}
