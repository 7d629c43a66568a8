// @vitest-environment happy-dom
import { afterEach, expect, test } from 'vitest';
import { type Shown, showPage } from '@/shared/testing/show-page';
import type { Planner } from './use-planner';
import { WorkoutChip } from './workout-chip';

let page: Shown | undefined;
afterEach(() => page?.leave());

const planner = { today: '2026-11-21', completed: new Set(['done']) } as unknown as Planner;

test.each([
  ['missed', '2026-11-20', 'Not done', 0],
  ['done', '2026-11-20', 'Done', 1],
  ['coming', '2026-11-22', '', 0],
])('a %s workout looks its own way', async (workout_id, date, state, ticks) => {
  page = await showPage(
    () => <WorkoutChip workout={{ workout_id, date, title: 'Heavy' }} planner={planner} />,
    '/plan',
  );
  const chip = document.querySelector('button') as HTMLButtonElement;
  const label = chip.getAttribute('aria-label') ?? '';
  expect(['Not done', 'Done'].filter((word) => label.includes(word)).join()).toBe(state);
  // Who speaks to the app says what they see.
  expect(label).toContain(chip.textContent);
  expect(chip.querySelectorAll('svg')).toHaveLength(ticks);
  expect(chip.textContent).toBe(state === 'Not done' ? 'Heavy Not done' : 'Heavy');
});
