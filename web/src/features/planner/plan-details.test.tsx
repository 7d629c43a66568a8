// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { act } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Plan } from '@/shared/api/contract';
import { type Shown, showPage } from '@/shared/testing/show-page';
import { whenNobodyIsBusy } from '@/sync/busy';
import type { Store } from '@/sync/database';
import { setSession } from '@/sync/session-store';
import { openStore } from '@/sync/testing/device';
import { FakeLocks } from '@/sync/testing/fake-locks';
import { PlanDetails } from './plan-details';
import type { Planner } from './use-planner';

const saved = vi.fn(async (_: Plan, __?: unknown) => {});
vi.mock('@/features/plans/edit-plan', () => ({ editPlan: (plan: Plan, made: unknown) => saved(plan, made) }));

let page: Shown;
let store: Store;
let n = 0;
beforeEach(async () => {
  n += 1;
  store = await openStore(`plan-details-${n}`);
  setSession({ status: 'signed-in', user: null, store });
  Object.defineProperty(navigator, 'locks', { configurable: true, value: new FakeLocks() });
});
afterEach(async () => {
  page.leave();
  saved.mockClear();
  setSession({ status: 'signed-out', user: null, store: null });
  await store.db.delete();
});

const plan = {
  plan_id: 'p1',
  name: 'Nordic Open',
  start_date: '2026-12-07',
  comp_date: '2027-01-29',
  training_days_per_week: 3,
  workouts: ['2027-01-10', '2027-01-20', '2027-01-25'].map((date, at) => ({ workout_id: `w${at}`, date })),
} as unknown as Plan;
const planner = { today: '2026-12-07', over: false } as unknown as Planner;

const show = async (isOpen: boolean) => {
  page = await showPage(
    () => <PlanDetails planner={planner} plan={plan} isOpen={isOpen} onClose={() => {}} />,
    '/plan',
  );
};
const isOpen = () => document.querySelector('[role=dialog]') !== null;
const becomesBusy = (busy: boolean) => vi.waitFor(async () => expect(await whenNobodyIsBusy(() => {})).toBe(!busy));

/** Opens the plan's details and picks another day of its month for the competition. */
async function moveTo(day: number): Promise<void> {
  await show(true);
  await act(async () => document.querySelector<HTMLElement>('[role=dialog] [role=group] button')?.click());
  await vi.waitFor(() => expect(document.querySelector('[role=grid]')).not.toBeNull());
  const cell = [...document.querySelectorAll<HTMLElement>('[role=grid] [role=button]')].find(
    (one) => one.textContent === String(day) && !one.hasAttribute('data-outside-month'),
  );
  await act(async () => cell?.click());
  await page.press('Save');
}

test('a day that leaves workouts outside is asked about first, with how many', async () => {
  await moveTo(15);
  await page.sees('Take 2 workouts out of the plan?');
  expect(page.text()).toContain('Fri 15 January');
  expect(saved).not.toHaveBeenCalled();
  await page.press('Take them out and save');
  await vi.waitFor(() => expect(saved).toHaveBeenCalledOnce());
  const [next, made] = saved.mock.calls[0] ?? [];
  expect(next).toEqual({ ...plan, comp_date: '2027-01-15', workouts: [plan.workouts[0]] });
  expect(made).toEqual({ on: plan, draft: { kind: 'plan_details', id: 'p1' } });
});

test('put away, the question changes nothing, and the day that was picked stands still', async () => {
  await moveTo(22);
  await page.sees('Take one workout out of the plan?');
  await page.press('Cancel');
  await page.sees('One workout after this day is taken out.');
  expect(saved).not.toHaveBeenCalled();
});

test('a day that leaves none outside is saved at once', async () => {
  await moveTo(27);
  await vi.waitFor(() => expect(saved).toHaveBeenCalledOnce());
  expect(saved.mock.calls[0]?.[0]).toEqual({ ...plan, comp_date: '2027-01-27' });
});

test('what was typed outlives the page, opens the form again, and holds a new build off until it is closed', async () => {
  await show(true);
  await page.type('Name', 'Nordic Open 2027');
  await vi.waitFor(async () => expect(await store.db.drafts.count()).toBe(1));
  page.leave();
  await becomesBusy(false);
  await show(false);
  await vi.waitFor(() => expect(isOpen()).toBe(true));
  expect(document.querySelector<HTMLInputElement>('[role=dialog] input')?.value).toBe('Nordic Open 2027');
  await becomesBusy(true);
  await act(async () => document.querySelector<HTMLElement>('[role=dialog] [aria-label="Close"]')?.click());
  await vi.waitFor(() => expect(isOpen()).toBe(false));
  await vi.waitFor(async () => expect(await store.db.drafts.count()).toBe(0));
  await becomesBusy(false);
});
