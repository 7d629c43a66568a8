// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest';
import type { Plan } from '@/shared/api/contract';
import { addDays, toDay } from '@/shared/lib/dates';
import { type Shown, showPage } from '@/shared/testing/show-page';
import { TrainPage } from './train-page';

const day = toDay(new Date());
const plan = {
  plan_id: 'p1',
  comp_date: addDays(day, 30),
  workouts: [
    { workout_id: 'w-today', date: day, title: 'Heavy', exercises: [] },
    { workout_id: 'w-next', date: addDays(day, 1), title: 'Volume', exercises: [] },
    { workout_id: 'w-missed', date: addDays(day, -1), title: 'Speed', exercises: [] },
  ],
} as unknown as Plan;
const read = (items: unknown[]) => ({ items, loaded: true, fetchedAt: new Date(), asked: true });

vi.mock('@/features/plans/use-plans', () => ({ usePlans: () => read([{ value: plan }]) }));
vi.mock('@/features/workouts/use-workouts', () => ({ useWorkouts: () => read([]) }));
vi.mock('./use-session-drafts', () => ({
  useSessionDrafts: () => [{ workout_id: 'w-begun', title: 'Bench', started_at: '2026-11-20T10:00:00Z' }],
}));

let page: Shown;
afterEach(() => page.leave());

test('a row of what is planned opens it in its plan; only the button and the one under way lead into a workout', async () => {
  page = await showPage(TrainPage, '/train');
  const links = page.links();
  for (const id of ['w-next', 'w-missed']) expect(links).toContain(`/plan?plan=p1&workout=${id}`);
  expect(links.filter((link) => link.startsWith('/train/'))).toEqual(['/train/w-begun', '/train/w-today']);
});
