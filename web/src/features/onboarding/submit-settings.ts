import type { Settings, SettingsView } from '@/shared/api/contract';
import { enqueue } from '@/sync/outbox';
import { DRAFT } from './use-settings-draft';

/** Hands the form in and removes its draft, as one. */
export async function submitSettings(settings: Settings): Promise<void> {
  await enqueue({
    eventType: 'user.settings.submitted',
    data: settings,
    objectKind: 'settings',
    objectId: 'me',
    draft: DRAFT,
    collapse: true,
  });
}

/** Puts another version in the place of the one that was shown; a form that was begun stays. */
export async function takeSettings(shown: SettingsView, { settings }: SettingsView): Promise<void> {
  await enqueue({
    eventType: 'user.settings.submitted',
    data: settings,
    objectKind: 'settings',
    objectId: 'me',
    shown,
    collapse: true,
  });
}
