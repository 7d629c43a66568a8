import { expect, test } from 'vitest';
import { upcoming } from './upcoming';

const on = (date: string) => ({ workout_id: date, date });
const ids = (workouts: { workout_id: string }[]) => workouts.map((workout) => workout.workout_id);

test('what is due today stands apart from what comes and from what was missed', () => {
  const planned = ['2026-11-25', '2026-11-17', '2026-11-18', '2026-11-20', '2026-11-21', '2026-11-24'].map(on);
  const found = upcoming(planned, new Set(['2026-11-25']), '2026-11-21');
  expect(ids(found.today)).toEqual(['2026-11-21']);
  expect(ids(found.ahead)).toEqual(['2026-11-24']);
  expect(ids(found.missed)).toEqual(['2026-11-20', '2026-11-18']);
});
