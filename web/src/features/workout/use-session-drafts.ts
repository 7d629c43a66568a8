import { useDrafts } from '@/sync/drafts';
import type { SessionDraft } from './session-draft';
import { SESSION } from './session-kind';

/** Workouts begun on this device and not finished, newest first. */
export function useSessionDrafts(): SessionDraft[] {
  return useDrafts<SessionDraft>(SESSION).map(({ value }) => value);
}
