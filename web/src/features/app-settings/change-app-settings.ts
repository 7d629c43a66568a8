import type { AppSettings, AppSettingsView } from '@/shared/api/contract';
import { enqueue } from '@/sync/outbox';

/** Settings are small and whole: a later change makes an unsent earlier one needless, and holds it. */
export async function changeAppSettings(shown: AppSettingsView, part: Partial<AppSettings>): Promise<void> {
  await enqueue({
    eventType: 'user.app_settings.submitted',
    data: { ...shown.app_settings, ...part },
    objectKind: 'app_settings',
    objectId: 'me',
    shown,
    collapse: true,
  });
}
