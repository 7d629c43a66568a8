import { useMemo } from 'react';
import { useSettings } from '@/features/onboarding/use-settings';
import type { Mission, PastCompetition, Plan } from '@/shared/api/contract';
import type { Day } from '@/shared/lib/dates';
import { useDraft } from '@/sync/drafts';
import { useObject } from '@/sync/objects';
import { MEET_DAY, type MeetDraft, newMeet } from './meet-draft';

/** The meet of a mission, or of a plan that has none: what it is called, its day, its card on this device. */
export function useMeet(id: string) {
  const mission = useObject<Mission>('mission', id);
  const plan = useObject<Plan>('plan', id);
  const settings = useSettings();
  const name = mission.value?.name ?? plan.value?.name;
  const day: Day | undefined = mission.value?.event_start ?? plan.value?.comp_date;
  const about = settings.value?.settings;
  const kept: PastCompetition | undefined = about?.past_competitions?.find(({ start_date }) => start_date === day);
  const initial = useMemo(
    () => newMeet(kept, { worn: about?.equipment, body: about?.weight }),
    [kept, about?.equipment, about?.weight],
  );
  const [draft, setDraft, { loaded, store }] = useDraft<MeetDraft>(MEET_DAY, id, initial);
  return {
    name,
    day,
    draft,
    /** For what is typed. */
    setDraft,
    /** For what is tapped on the platform: shown once it is on the disk. */
    store,
    kept,
    settings,
    loaded: loaded && mission.loaded && plan.loaded && settings.loaded,
  };
}
