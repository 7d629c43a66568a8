import { useLocation, useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import { useEffect, useMemo, useRef } from 'react';
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

/** The step of the wizard in the address (from 1 there, from 0 here), so that Back goes to the one before. */
export function useWizardStep(count: number) {
  const navigate = useNavigate();
  const { history } = useRouter();
  const { step = 1 } = useSearch({ from: '/home/missions/new' });
  const { cameFrom } = useLocation().state;
  const at = Math.min(step, count) - 1;
  const shown = useRef(at);
  useEffect(() => {
    if (shown.current === at) return;
    shown.current = at;
    document.getElementById('content')?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, [at]);
  const stepTo = (next: number, how: { replace?: boolean; state?: { cameFrom: number } }) =>
    void navigate({ to: '/missions/new', search: next > 0 ? { step: next + 1 } : {}, ...how });
  return {
    at,
    go: (next: number) => stepTo(next, { state: { cameFrom: at } }),
    back: () => {
      if (at === 0) void navigate({ to: '/missions' });
      else if (cameFrom === at - 1) history.back();
      // Opened here by its address, or sent here to fill a gap.
      else stepTo(at - 1, { replace: true });
    },
  };
}
