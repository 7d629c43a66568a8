// @vitest-environment happy-dom
import { afterEach, expect, test } from 'vitest';
import type { Plan } from '@/shared/api/contract';
import { type Shown, showPage } from '@/shared/testing/show-page';
import { WeekStrip } from './week-strip';

let page: Shown | undefined;
afterEach(() => page?.leave());

const plan = {
  plan_id: 'p1',
  start_date: '2026-11-16',
  comp_date: '2027-01-09',
  workouts: [{ workout_id: 'w1', date: '2026-11-17', title: 'Heavy' }],
} as unknown as Plan;

test('a day has its tick for whatever was done on it, of this plan or of none', async () => {
  const doneOn = new Map([
    ['w1', '2026-11-17'],
    ['free', '2026-11-19'],
  ]);
  page = await showPage(() => <WeekStrip plan={plan} today="2026-11-20" doneOn={doneOn} />, '/');
  const ticked = [...document.querySelectorAll('li')].filter((day) => day.querySelector('svg'));
  expect(ticked.map((day) => day.textContent)).toEqual(['TueTu17Heavy, Done', 'ThuTh19Done']);
  expect(page.links()).toEqual(['/plan?plan=p1&workout=w1', '/history/free']);
});
