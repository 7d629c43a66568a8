import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '@/shared/design/announcer';
import { newId } from '@/shared/lib/ids';
import { isOver } from '@/shared/training/plan-weeks';
import { now } from '@/sync/clock';
import { renewPlanned } from './renew-planned';
import { fromPlan } from './session-draft';
import { startWorkout } from './start-workout';
import type { useWorkoutSession } from './use-session';

/** Begins the workout once, when its page is opened; where its id is spent, under a new one. True while it does. */
export function useBegin(session: ReturnType<typeof useWorkoutSession>, workoutId: string, free: boolean): boolean {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const begun = useRef('');
  const { loaded, draft, finished, planned, deleted, begin, fresh } = session;
  const canBegin = loaded && !draft && !finished && (planned !== null || (free && !deleted));
  useEffect(() => {
    // One that was under way here and is over now is not begun again.
    if (draft) begun.current = workoutId;
    if (!canBegin || begun.current === workoutId) return;
    begun.current = workoutId;
    const goOn = async () => {
      if (planned && deleted) {
        const over = isOver(planned.plan, now());
        const renewed = over ? newId() : await renewPlanned(planned.plan, workoutId);
        const search = over ? { free: true } : {};
        await navigate({ to: '/train/$workoutId', params: { workoutId: renewed }, search, replace: true });
        return;
      }
      const startedAt = now().toISOString();
      const empty = { workout_id: workoutId, date: startedAt.slice(0, 10) };
      const first = fresh(startedAt) ?? fromPlan(empty, undefined, startedAt);
      await begin(first);
      await startWorkout(first);
    };
    goOn().catch(() => announce(t('common.storage.failed'), { tone: 'error' }));
  }, [canBegin, draft, planned, deleted, begin, fresh, workoutId, navigate, t]);
  return canBegin;
}
