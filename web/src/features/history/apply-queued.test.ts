import { expect, test } from 'vitest';
import { applyQueuedWorkout } from './apply-queued';

const at = '2026-11-21T17:00:00Z';
const started = {
  eventType: 'workout.started',
  timestamp: at,
  data: { workout_id: 'w', plan_id: 'p', start_timestamp: at },
};
const completed = {
  eventType: 'workout.completed',
  timestamp: '2026-11-21T18:00:00Z',
  data: { workout_id: 'w', duration_seconds: 3600, exercises_summary: [], start_timestamp: at },
};

test('started, then finished', () => {
  const running = applyQueuedWorkout(null, started);
  expect(running).toMatchObject({ state: 'started', plan_id: 'p', version: 0 });
  expect(applyQueuedWorkout(running, completed)).toMatchObject({
    state: 'completed',
    plan_id: 'p',
    completed_at: '2026-11-21T18:00:00Z',
  });
});

test('a start that comes after the finish changes no state', () => {
  const done = applyQueuedWorkout(null, completed);
  expect(applyQueuedWorkout(done, started)?.state).toBe('completed');
});

test('an edit keeps when it was finished', () => {
  const done = applyQueuedWorkout(null, completed);
  const edited = applyQueuedWorkout(done, {
    ...completed,
    eventType: 'workout.edited',
    timestamp: '2026-11-22T09:00:00Z',
  });
  expect(edited?.completed_at).toBe('2026-11-21T18:00:00Z');
});

test('deleted is gone', () => {
  expect(
    applyQueuedWorkout(applyQueuedWorkout(null, completed), {
      eventType: 'workout.deleted',
      timestamp: at,
      data: { workout_id: 'w' },
    }),
  ).toBeNull();
});
