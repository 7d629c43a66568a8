import { expect, test } from 'vitest';
import type { PlanBody } from '@/shared/api/contract';
import { applyQueuedPlan } from './apply-queued';

const body: PlanBody = {
  name: 'Nordic Open',
  start_date: '2026-11-21',
  comp_date: '2027-01-09',
  time_zone: 'Europe/Oslo',
  training_days_per_week: 4,
  workouts: [],
};
const intent = (eventType: string, data: object) => ({
  clientGeneratedId: 'c',
  eventType,
  data: { ...data } as Record<string, unknown>,
});

test('a queued plan is there before the server knows it', () => {
  expect(applyQueuedPlan(null, intent('program.plan.created', { plan_id: 'p', ...body }))).toMatchObject({
    plan_id: 'p',
    version: 0,
    name: 'Nordic Open',
  });
});

test('without an id of its own it takes that of its event', () => {
  expect(applyQueuedPlan(null, intent('program.plan.created', body))?.plan_id).toBe('c');
});

test('an edit keeps the version it stands on', () => {
  const standing = { plan_id: 'p', version: 3, ...body };
  const edited = applyQueuedPlan(standing, intent('program.plan.updated', { plan_id: 'p', ...body, name: 'Evening' }));
  expect(edited).toMatchObject({ version: 3, name: 'Evening' });
  expect(standing.name).toBe('Nordic Open');
});

test('a deletion and a foreign event', () => {
  const standing = { plan_id: 'p', version: 3, ...body };
  expect(applyQueuedPlan(standing, intent('program.plan.deleted', { plan_id: 'p' }))).toBeNull();
  expect(applyQueuedPlan(standing, intent('workout.started', {}))).toBe(standing);
});
