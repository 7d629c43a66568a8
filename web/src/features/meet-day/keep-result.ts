import type { PastCompetition, SettingsView } from '@/shared/api/contract';
import { enqueue } from '@/sync/outbox';
import { MEET_DAY, withCompetition } from './meet-draft';

/** Keeps the meet among the competitions that are behind, and ends its draft, as one. */
export async function keepResult(shown: SettingsView, one: PastCompetition, meetId: string): Promise<void> {
  const past_competitions = withCompetition(shown.settings.past_competitions ?? [], one);
  await enqueue({
    eventType: 'user.settings.submitted',
    data: { ...shown.settings, past_competitions },
    objectKind: 'settings',
    objectId: 'me',
    shown,
    draft: { kind: MEET_DAY, id: meetId },
    collapse: true,
  });
}
