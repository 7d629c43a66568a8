import { useCallback, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '@/shared/design/announcer';
import { now } from '@/sync/clock';
import { currentSet, lastTime, type SessionDraft, suggestedReps, suggestedWeight, tick, untick } from './session-draft';
import type { useWorkoutSession } from './use-session';

/** Ticks (or takes back) a set: on the disk first, then on the screen. */
export function useTick({ store, history }: ReturnType<typeof useWorkoutSession>, draft: SessionDraft) {
  const { t } = useTranslation();
  const toggle = useCallback(
    async (set: number) => {
      const exercise = draft.exercises[draft.at];
      if (!exercise?.sets[set]) return;
      const last = lastTime(history, exercise.name, draft.workout_id);
      const weight = suggestedWeight(exercise, set, last);
      const reps = suggestedReps(exercise, set, last);
      const done = exercise.sets[set].done_at !== undefined;
      if (!done && !weight) return announce(t('workout.needsWeight'), { tone: 'error' });
      if (!done && reps === undefined) return announce(t('workout.needsReps'), { tone: 'error' });
      const next =
        done || !weight || reps === undefined
          ? untick(draft, draft.at, set)
          : tick(draft, draft.at, set, { weight, reps }, now().getTime());
      try {
        await store(next);
      } catch {
        announce(t('common.storage.failed'), { tone: 'error' });
      }
    },
    [draft, history, store, t],
  );
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const typing = event.target instanceof HTMLElement && /^(INPUT|TEXTAREA)$/.test(event.target.tagName);
      if (event.key !== 'x' || typing || event.ctrlKey || event.metaKey || localStorage.getItem('taper.keys') === 'off')
        return;
      const set = currentSet(draft.exercises[draft.at]);
      if (set >= 0) void toggle(set);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [draft, toggle]);
  return toggle;
}
