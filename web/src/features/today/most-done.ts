import type { SessionDraft } from '@/features/workout/session-draft';

/** The workout to go on with, of those under way (newest first): one with a ticked set before one that was only begun. */
export function mostDone(running: SessionDraft[]): SessionDraft | null {
  const isTicked = ({ exercises }: SessionDraft) => exercises.some(({ sets }) => sets.some((set) => set.done_at));
  return running.find(isTicked) ?? running[0] ?? null;
}
