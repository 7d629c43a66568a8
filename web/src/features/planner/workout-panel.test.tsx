// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { act, useState } from 'react';
import { afterEach, expect, test } from 'vitest';
import type { Plan } from '@/shared/api/contract';
import { type Shown, showPage } from '@/shared/testing/show-page';
import { setSession } from '@/sync/session-store';
import { openStore } from '@/sync/testing/device';
import type { Planner } from './use-planner';
import { useReturnTo } from './use-return-to';
import { WorkoutChip } from './workout-chip';
import { WorkoutPanel } from './workout-panel';

let page: Shown | undefined;
afterEach(() => {
  page?.leave();
  setSession({ status: 'signed-out', user: null, store: null });
});

const workout = { workout_id: 'w1', date: '2026-12-01', title: 'Heavy', exercises: [] };
const plan = {
  plan_id: 'p1',
  start_date: '2026-11-21',
  comp_date: '2027-01-09',
  workouts: [workout],
} as unknown as Plan;

function Plans() {
  const [workoutId, select] = useState<string>();
  useReturnTo(workoutId);
  const planner = { workoutId, select, today: '2026-11-22', doneOn: new Map(), over: false } as unknown as Planner;
  return (
    <>
      <WorkoutChip placed={{ workout, day: workout.date }} planner={planner} />
      {workoutId ? <WorkoutPanel planner={planner} plan={plan} workoutId={workoutId} /> : null}
    </>
  );
}

const at = () => document.activeElement as HTMLElement;
const panel = () => document.querySelector('section[aria-label=Heavy]');

test('the keyboard follows into the panel and its form, and Escape takes it back to the cell', async () => {
  const store = await openStore('workout-panel');
  setSession({ status: 'signed-in', user: null, store });
  page = await showPage(Plans, '/plan');
  const cell = document.querySelector('button') as HTMLElement;
  cell.focus();
  await act(async () => cell.click());
  expect(at()).toBe(panel());
  await page.press('Edit');
  await page.sees('Discard changes');
  expect(at()).toBe(panel());
  await page.press('Discard changes');
  await page.sees('Start this workout');
  expect(at()).toBe(panel());
  await act(async () => at().dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true })));
  expect(panel()).toBeNull();
  expect(at()).toBe(cell);
});
