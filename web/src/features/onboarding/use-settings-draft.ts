import { useMemo } from 'react';
import type { Settings } from '@/shared/api/contract';
import { useDraft } from '@/sync/drafts';
import type { SettingsDraft } from './settings-form';

export const DRAFT = { kind: 'settings', id: 'me' };

/** The form as last typed on this device, else what the server has. */
export function useSettingsDraft(standing: Settings | undefined) {
  const initial = useMemo<SettingsDraft>(() => standing ?? {}, [standing]);
  const [draft, setDraft, { loaded }] = useDraft<SettingsDraft>(DRAFT.kind, DRAFT.id, initial);
  return { draft, setDraft, loaded };
}
