import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { useTitles } from '@/features/plans/use-titles';
import type { MachineNote, Mission, Plan, Stage, Workout } from '@/shared/api/contract';

/** What there is one of has no name of its own. */
function nameOfForm(kind: string, t: TFunction): string {
  if (kind === 'settings') return t('queue.events.user_settings_submitted');
  return t(kind === 'equipment_prefs' ? 'tools.gyms.title' : 'queue.events.user_app_settings_submitted');
}

/** What a thing is called. */
export function useNameOf(): (kind: string, value: unknown) => string {
  const { t } = useTranslation();
  const titleOf = useTitles();
  return (kind, value) => {
    if (kind === 'workout') return titleOf(value as Workout);
    if (kind === 'plan') return (value as Plan).name ?? t('plan.untitled');
    if (kind === 'mission') return (value as Mission).name;
    if (kind === 'mission_stage') return t('missions.stages.one', { number: (value as Stage).stage_number });
    if (kind !== 'machine_note') return nameOfForm(kind, t);
    const { brand, model } = value as MachineNote;
    return `${brand} ${model}`;
  };
}
