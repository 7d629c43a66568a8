import { expect, test } from 'vitest';
import { upcoming } from './upcoming';

const on = (date: string) => ({ workout_id: date, date });
const ids = (workouts: { workout_id: string }[]) => workouts.map((workout) => workout.workout_id);

test('what is due today stands apart from what comes and from what was missed', () => {
  const planned = ['2026-11-25', '2026-11-17', '2026-11-18', '2026-11-20', '2026-11-21', '2026-11-24'].map(on);
  const found = upcoming([{ workouts: planned, today: '2026-11-21' }], new Set(['2026-11-25']));
  expect(ids(found.today)).toEqual(['2026-11-21']);
  expect(ids(found.ahead)).toEqual(['2026-11-24']);
  expect(ids(found.missed)).toEqual(['2026-11-20', '2026-11-18']);
});

test('each plan has its own day', () => {
  const [auckland, here] = ['2026-11-22', '2026-11-21'].map((date) => ({ workouts: [on(date)], today: date }));
  const found = upcoming(
    [auckland, here].filter((one) => one !== undefined),
    new Set(),
  );
  expect(ids(found.today)).toEqual(['2026-11-21', '2026-11-22']);
});
