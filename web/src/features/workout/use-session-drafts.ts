import { useDrafts } from '@/sync/drafts';
import type { SessionDraft } from './session-draft';

export const SESSION = 'session';

/** Workouts begun on this device and not finished, newest first. */
export function useSessionDrafts(): SessionDraft[] {
  return useDrafts<SessionDraft>(SESSION).map(({ value }) => value);
}
