import { useMemo } from 'react';
import { useDraft } from '@/sync/drafts';
import type { SettingsDraft } from './settings-form';
import { useSettings } from './use-settings';

export const DRAFT = { kind: 'settings', id: 'me' };

/** The form as last typed on this device, else what the server has. */
export function useSettingsDraft() {
  const settings = useSettings();
  const standing = settings.value?.settings;
  const initial = useMemo<SettingsDraft>(() => standing ?? {}, [standing]);
  const [draft, setDraft, { loaded }] = useDraft<SettingsDraft>(DRAFT.kind, DRAFT.id, initial);
  return { draft, setDraft, loaded, settings };
}
