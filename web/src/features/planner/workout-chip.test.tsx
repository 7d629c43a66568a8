// @vitest-environment happy-dom
import { afterEach, expect, test } from 'vitest';
import { type Shown, showPage } from '@/shared/testing/show-page';
import type { Planner } from './use-planner';
import { WorkoutChip } from './workout-chip';

let page: Shown | undefined;
afterEach(() => page?.leave());

const planner = { today: '2026-11-21' } as unknown as Planner;

test.each([
  ['missed', { date: '2026-11-20' }, 'Not done', 0, 'Heavy Not done'],
  ['done', { date: '2026-11-20', doneOn: '2026-11-20' }, 'Done', 1, 'Heavy'],
  ['done early', { date: '2026-11-25', doneOn: '2026-11-21' }, 'Done', 1, 'Heavy planned for Wed 25 Nov'],
  ['coming', { date: '2026-11-22' }, '', 0, 'Heavy'],
])(
  'a %s workout looks its own way',
  async (_, { date, doneOn }: { date: string; doneOn?: string }, state, ticks, text) => {
    const workout = { workout_id: 'a', date, title: 'Heavy' };
    page = await showPage(
      () => <WorkoutChip placed={{ workout, day: doneOn ?? date, doneOn }} planner={planner} />,
      '/plan',
    );
    const chip = document.querySelector('button') as HTMLButtonElement;
    const label = chip.getAttribute('aria-label') ?? '';
    expect(['Not done', 'Done'].filter((word) => label.includes(word)).join()).toBe(state);
    // Who speaks to the app says what they see.
    expect(label).toContain(chip.textContent);
    expect(chip.querySelectorAll('svg')).toHaveLength(ticks);
    expect(chip.textContent).toBe(text);
  },
);
