// @vitest-environment happy-dom
import { afterEach, expect, test } from 'vitest';
import type { Workout } from '@/shared/api/contract';
import type { Language } from '@/shared/i18n/texts';
import { type Shown, showPage } from '@/shared/testing/show-page';
import { WeeksChart } from './weeks-chart';

let page: Shown;
afterEach(() => page.leave());

const workout = (sets: number) =>
  ({
    workout_id: 'w1',
    state: 'completed',
    start_timestamp: '2026-11-18T10:00:00Z',
    done: {
      duration_seconds: 60,
      start_timestamp: '2026-11-18T10:00:00Z',
      exercises_summary: [
        { name: 'Squat', sets: Array.from({ length: sets }, () => ({ reps: 1, weight: { value: 100, unit: 'kg' } })) },
      ],
    },
  }) as unknown as Workout;

test.each<[Language, number, string]>([
  ['de', 1, '1 Satz'],
  ['de', 4, '4 Sätze'],
  ['en', 1, '1 set'],
  ['en', 4, '4 sets'],
])('in %s the week of %i says %s', async (language, sets, words) => {
  page = await showPage(() => <WeeksChart workouts={[workout(sets)]} today="2026-11-20" />, '/history', language);
  const seen = document.querySelectorAll('p')[1];
  expect(seen?.textContent?.replace(/\d+ ?kg$/, '').trim()).toBe(words);
});

test.each<[Language, string, string]>([
  ['de', 'Sätze je Woche', '31'],
  ['en', 'Sets a week', '31'],
])('in %s it is seen what the bars are, and from when to when', async (language, unit, first) => {
  page = await showPage(() => <WeeksChart workouts={[workout(4)]} today="2026-11-20" />, '/history', language);
  const bars = document.querySelector('[data-bars]');
  expect(bars?.previousElementSibling?.textContent).toBe(unit);
  const [from, to] = bars?.nextElementSibling?.children ?? [];
  expect(from?.textContent).toContain(first);
  expect(to?.textContent).toBe(language === 'de' ? 'Diese Woche' : 'This week');
});

test('a week without sets is told and drawn in hours', async () => {
  const ride = {
    ...workout(0),
    done: { ...workout(0).done, duration_seconds: 5400, exercises_summary: [] },
  } as Workout;
  page = await showPage(() => <WeeksChart workouts={[ride]} today="2026-11-20" />, '/history', 'en');
  expect(document.querySelectorAll('p')[1]?.textContent?.trim()).toBe('1.5 h');
  expect(document.querySelector('[data-bars]')?.previousElementSibling?.textContent).toBe('Hours a week');
});
