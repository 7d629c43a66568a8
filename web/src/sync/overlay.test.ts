import { expect, test } from 'vitest';
import type { Envelope } from './envelope';
import type { KindDefinition } from './kinds';
import { overlay } from './overlay';

const counter = {
  applyIntent: (
    value: { n: number } | null,
    { eventType, data }: { eventType: string; data: Record<string, unknown> },
  ) => (eventType === 'deleted' ? null : { n: (value?.n ?? 0) + Number(data.add) }),
} as unknown as KindDefinition<{ n: number }>;
const queued = (event_type: string, add: number, state: 'waiting' | 'refused' = 'waiting') => ({
  envelope: { event_type, data: { add } } as unknown as Envelope,
  state,
});

test('the queue is applied to the copy in order, refused writes included', () => {
  expect(overlay(counter, { n: 1 }, [queued('added', 2), queued('added', 4, 'refused')])).toEqual({
    value: { n: 7 },
    pending: 2,
  });
});

test('something new, something deleted, nothing at all', () => {
  expect(overlay(counter, null, [queued('added', 2)]).value).toEqual({ n: 2 });
  expect(overlay(counter, { n: 1 }, [queued('deleted', 0)]).value).toBeNull();
  expect(overlay(counter, null, [])).toEqual({ value: null, pending: 0 });
});

test('a kind gets what was written, without what the engine said it stands on', () => {
  const kind = { applyIntent: (_: unknown, { data }: { data: unknown }) => data } as unknown as KindDefinition;
  for (const basis of [{ base_version: 2 }, { after: 'e1' }]) {
    const envelope = { event_type: 'edited', data: { name: 'Winter', ...basis } } as unknown as Envelope;
    expect(overlay(kind, null, [{ envelope, state: 'waiting' }]).value).toEqual({ name: 'Winter' });
  }
});
