import { useMemo } from 'react';
import { toDay } from '@/shared/lib/dates';
import { newId } from '@/shared/lib/ids';
import { hereZone } from '@/shared/lib/zones';
import { now } from '@/sync/clock';
import { useDraft } from '@/sync/drafts';
import { formOf, type MissionForm, type StageForm } from './mission-form';

export const NEW_MISSION = { kind: 'new_mission', id: 'new' };

/** A mission that is not there yet: made at the first keystroke, so that a second tap is the same one. */
export interface NewMission extends MissionForm {
  mission_id: string;
  stages: StageForm[];
}

/** The form of a new mission, kept on the device as it is typed. */
export function useNewMission() {
  const initial = useMemo<NewMission>(() => {
    const today = toDay(now());
    const empty = formOf({
      name: '',
      mission_type: 'powerlifting_meet',
      prep_start: today,
      event_start: today,
      event_end: today,
      timezone: hereZone(),
    });
    return { ...empty, event_start: undefined, event_end: undefined, mission_id: newId(), stages: [] };
  }, []);
  const [form, setForm, { loaded }] = useDraft<NewMission>(NEW_MISSION.kind, NEW_MISSION.id, initial);
  const set = (part: Partial<NewMission>) => setForm((old) => ({ ...old, ...part }));
  return { form, set, loaded };
}
