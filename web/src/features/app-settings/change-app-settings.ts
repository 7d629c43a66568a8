import type { AppSettings, AppSettingsView } from '@/shared/api/contract';
import { enqueue } from '@/sync/outbox';
import { same } from '@/sync/same';

/**
 * Settings are small and whole: a later change makes an unsent earlier one needless, and holds it. Of what is shown only
 * what was chosen is in it; a field of `part` that is undefined is left to each device again.
 */
export const changeAppSettings = (shown: AppSettingsView, part: AppSettings): Promise<void> =>
  takeAppSettings(shown, { ...shown.app_settings, ...part });

/** Puts other settings in the place of those that were shown: what is not chosen in them is left to each device again. */
export async function takeAppSettings(shown: AppSettingsView, settings: AppSettings): Promise<void> {
  const fields = Object.entries(settings).filter(([, value]) => value !== undefined);
  const data = Object.fromEntries(fields);
  if (same(data, shown.app_settings)) return;
  await enqueue({
    eventType: 'user.app_settings.submitted',
    data,
    objectKind: 'app_settings',
    objectId: 'me',
    shown,
    collapse: true,
  });
}
