import { useCallback, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '@/shared/design/announcer';
import { focusInvalid } from '@/shared/form/focus-invalid';
import { usePreferences } from '@/shared/lib/preferences';
import { now } from '@/sync/clock';
import { currentSet, lastTime, type SessionDraft, suggestedReps, suggestedWeight, tick, untick } from './session-draft';
import type { useWorkoutSession } from './use-session';

/** A second tap on the same tick this soon was not meant. */
const DOUBLE_TAP_MS = 600;

interface Tap {
  key: string;
  at: number;
}

/** Whether `tap` repeats the one before by a finger that bounced. */
export function isDoubleTap(before: Tap | null, tap: Tap): boolean {
  return before?.key === tap.key && tap.at - before.at < DOUBLE_TAP_MS;
}

/** Ticks (or takes back) a set: on the disk first, then on the screen; quick taps one after the other. */
export function useTick({ store, history }: ReturnType<typeof useWorkoutSession>, draft: SessionDraft) {
  const { t } = useTranslation();
  const { units } = usePreferences();
  const newest = useRef(draft);
  newest.current = draft;
  const lastTap = useRef<Tap | null>(null);
  const before = useRef<Promise<void>>(Promise.resolve());
  const toggle = useCallback(
    async (set: number): Promise<boolean> => {
      const old = newest.current;
      const exercise = old.exercises[old.at];
      if (!exercise?.sets[set]) return false;
      const last = lastTime(history, exercise.name, old.workout_id);
      const weight = suggestedWeight(exercise, set, last, units);
      const reps = suggestedReps(exercise, set, last);
      const done = exercise.sets[set].done_at !== undefined;
      const missing = weight ? reps === undefined && t('workout.needsReps') : t('workout.needsWeight');
      if (!done && missing) {
        announce(missing, { tone: 'error' });
        return false;
      }
      const { at } = old;
      const nowMs = now().getTime();
      const change = (standing: SessionDraft) =>
        done || !weight || reps === undefined
          ? untick(standing, at, set)
          : tick(standing, at, set, { weight, reps }, nowMs);
      try {
        await store(change);
        newest.current = change(newest.current);
        return true;
      } catch {
        announce(t('common.storage.failed'), { tone: 'error' });
        return false;
      }
    },
    [history, store, units, t],
  );
  const inTurn = useCallback(
    (set: number) => {
      const tap = { key: `${newest.current.at}/${set}`, at: performance.now() };
      before.current = before.current.then(async () => {
        if (isDoubleTap(lastTap.current, tap)) return;
        // One that changed nothing may be tried again at once.
        if (await toggle(set)) lastTap.current = tap;
      });
    },
    [toggle],
  );
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const typing = event.target instanceof HTMLElement && /^(INPUT|TEXTAREA)$/.test(event.target.tagName);
      if (event.key !== 'x' || typing || event.ctrlKey || event.metaKey || localStorage.getItem('taper.keys') === 'off')
        return;
      const row = document.querySelector<HTMLElement>('li[aria-current=step]');
      if (row && focusInvalid(row)) return;
      const { exercises, at } = newest.current;
      const set = currentSet(exercises[at]);
      if (set >= 0) inTurn(set);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [inTurn]);
  return inTurn;
}
