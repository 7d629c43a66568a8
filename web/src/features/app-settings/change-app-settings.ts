import type { AppSettings } from '@/shared/api/contract';
import { enqueue } from '@/sync/outbox';

/** Settings are small and whole: a later change makes an unsent earlier one needless. */
export async function changeAppSettings(settings: AppSettings): Promise<void> {
  await enqueue({
    eventType: 'user.app_settings.submitted',
    data: { ...settings },
    objectKind: 'app_settings',
    objectId: 'me',
    collapse: true,
  });
}
