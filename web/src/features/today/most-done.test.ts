import { expect, test } from 'vitest';
import type { SessionDraft } from '@/features/workout/session-draft';
import { mostDone } from './most-done';

const draft = (workout_id: string, done_at?: string): SessionDraft => ({
  workout_id,
  title: workout_id,
  started_at: '2026-11-21T10:00:00Z',
  exercises: [{ name: 'Squat', sets: [{}, { done_at }] }],
  at: 0,
  rest: null,
  notes: '',
});

test('a workout that was only begun does not hide the one with ticked sets', () => {
  const ticked = draft('ticked', '2026-11-21T10:05:00Z');
  expect(mostDone([draft('begun'), ticked])).toBe(ticked);
});

test('else the newest; none where none is under way', () => {
  const newest = draft('newest');
  expect(mostDone([newest, draft('older')])).toBe(newest);
  expect(mostDone([])).toBeNull();
});
