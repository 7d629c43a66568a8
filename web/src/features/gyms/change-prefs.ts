import type { EquipmentPrefs, EquipmentPrefsView } from '@/shared/api/contract';
import { enqueue } from '@/sync/outbox';

/** All gyms are one thing: a later change makes an unsent earlier one needless, and holds it. */
export async function changePrefs(
  shown: EquipmentPrefsView,
  part: Partial<EquipmentPrefs>,
  draft?: { kind: string; id: string },
): Promise<void> {
  await enqueue({
    eventType: 'equipment.prefs.submitted',
    data: { ...shown.prefs, ...part },
    objectKind: 'equipment_prefs',
    objectId: 'me',
    shown,
    draft,
    collapse: true,
  });
}
