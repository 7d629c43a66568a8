// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest';
import { type Shown, showPage } from '@/shared/testing/show-page';
import { PastWorkoutPage } from './past-workout-page';

const done = { duration_seconds: 60, exercises_summary: [], start_timestamp: '2026-11-20T10:00:00Z' };
const value = { workout_id: 'w1', state: 'completed', start_timestamp: done.start_timestamp, done };
const read = { loaded: true, fetchedAt: new Date(), asked: true };
vi.mock('@tanstack/react-router', async (original) => ({
  ...(await original()),
  useParams: () => ({ workoutId: 'w1' }),
}));
vi.mock('@/features/plans/use-plans', () => ({ usePlans: () => ({ ...read, items: [] }) }));
vi.mock('@/features/workouts/use-workout', () => ({ useWorkout: () => ({ ...read, value }) }));

let page: Shown;
afterEach(() => page.leave());

test('from a done workout an arrow leads back to the history', async () => {
  page = await showPage(PastWorkoutPage, '/history/w1');
  expect(document.querySelector('a[aria-label=Back]')?.getAttribute('href')).toBe('/history');
});
