import { useCallback, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '@/shared/design/announcer';
import { now } from '@/sync/clock';
import { currentSet, lastTime, type SessionDraft, suggestedReps, suggestedWeight, tick, untick } from './session-draft';
import type { useWorkoutSession } from './use-session';

/** Ticks (or takes back) a set: on the disk first, then on the screen; quick taps one after the other. */
export function useTick({ store, history }: ReturnType<typeof useWorkoutSession>, draft: SessionDraft) {
  const { t } = useTranslation();
  const newest = useRef(draft);
  newest.current = draft;
  const before = useRef<Promise<void>>(Promise.resolve());
  const toggle = useCallback(
    async (set: number) => {
      const old = newest.current;
      const exercise = old.exercises[old.at];
      if (!exercise?.sets[set]) return;
      const last = lastTime(history, exercise.name, old.workout_id);
      const weight = suggestedWeight(exercise, set, last);
      const reps = suggestedReps(exercise, set, last);
      const done = exercise.sets[set].done_at !== undefined;
      if (!done && !weight) return announce(t('workout.needsWeight'), { tone: 'error' });
      if (!done && reps === undefined) return announce(t('workout.needsReps'), { tone: 'error' });
      const next =
        done || !weight || reps === undefined
          ? untick(old, old.at, set)
          : tick(old, old.at, set, { weight, reps }, now().getTime());
      try {
        await store(next);
        newest.current = next;
      } catch {
        announce(t('common.storage.failed'), { tone: 'error' });
      }
    },
    [history, store, t],
  );
  const inTurn = useCallback(
    (set: number) => {
      before.current = before.current.then(() => toggle(set));
    },
    [toggle],
  );
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const typing = event.target instanceof HTMLElement && /^(INPUT|TEXTAREA)$/.test(event.target.tagName);
      if (event.key !== 'x' || typing || event.ctrlKey || event.metaKey || localStorage.getItem('taper.keys') === 'off')
        return;
      const { exercises, at } = newest.current;
      const set = currentSet(exercises[at]);
      if (set >= 0) inTurn(set);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [inTurn]);
  return inTurn;
}
