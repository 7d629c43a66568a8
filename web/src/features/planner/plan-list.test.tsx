// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest';
import { showPage } from '@/shared/testing/show-page';
import { OutsideWeeks } from './plan-list';
import type { Planner } from './use-planner';

test('a workout outside the plan’s weeks is shown, and opens to be put right', async () => {
  const select = vi.fn();
  const workout = { workout_id: 'w1', date: '2026-11-20', title: 'Too early', exercises: [] };
  const planner = { outside: [{ workout, day: workout.date }], today: '2026-11-22', select } as unknown as Planner;
  const page = await showPage(() => <OutsideWeeks planner={planner} />, '/plan');
  await page.sees("Outside the plan's weeks");
  document.querySelector('button')?.click();
  expect(page.text()).toContain('Too early');
  expect(select).toHaveBeenCalledWith('w1');
  page.leave();
});
