import type { Settings } from '@/shared/api/contract';
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
