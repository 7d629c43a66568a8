import { describe, expect, test } from 'vitest';
import { builtOn, type LaneRow, place, type Write } from './collapse';
import type { DraftRow, EventRow } from './database';

const row = (id: string, change: Partial<EventRow> = {}, more: Partial<LaneRow> = {}): LaneRow => ({
  row: { client_generated_id: id, state: 'waiting', retryCount: 0, lease: 0, after: '', ...change } as EventRow,
  eventType: 'plan.updated',
  collapse: true,
  data: change.after ? { after: change.after } : { base_version: 3 },
  ...more,
});
const edit: Write = { eventType: 'plan.updated', collapse: true, is: 'edit' };
const draft = (base_after: string, base_version = 3) => ({ base_after, base_version }) as DraftRow;

describe('an edit that was never sent collapses into the next', () => {
  test('keeping what it was based on', () => {
    const standing = row('e1');
    expect(place(edit, [standing], undefined, 9)).toEqual({
      is: 'replace',
      first: standing,
      gone: [standing],
      basis: { base_version: 3 },
    });
  });
  test.each([{ retryCount: 1 }, { lease: 5 }, { state: 'accepted' as const }])(
    'but not once it may have arrived: %o',
    (change) => {
      expect(place(edit, [row('e1', change)], undefined, 9)).toEqual({ is: 'append', basis: { after: 'e1' } });
    },
  );
  test('nor another type, nor one the draft had not seen', () => {
    expect(place(edit, [row('e1', {}, { eventType: 'plan.created' })], undefined, 0).is).toBe('append');
    expect(place(edit, [row('e1')], draft(''), 9)).toEqual({ is: 'append', basis: { base_version: 3 } });
    expect(place(edit, [row('e1')], draft('e1'), 9).is).toBe('replace');
  });
});

describe('what an edit says it is based on', () => {
  test('the copy, or the own edit before it', () => {
    expect(place(edit, [], undefined, 7)).toEqual({ is: 'append', basis: { base_version: 7 } });
    expect(place(edit, [row('e1', { state: 'accepted' })], undefined, 7)).toEqual({
      is: 'append',
      basis: { after: 'e1' },
    });
  });
  test('for a draft: what stood there when it began', () => {
    expect(place(edit, [], draft('', 5), 7)).toEqual({ is: 'append', basis: { base_version: 5 } });
    expect(place(edit, [row('e1', { state: 'accepted' })], draft('e1'), 7)).toEqual({
      is: 'append',
      basis: { after: 'e1' },
    });
    expect(place(edit, [], draft('gone', 5), 7)).toEqual({ is: 'append', basis: { base_version: 5 } });
  });
  test('where no version is known: that, so that it is merged with what there is', () => {
    const unknown = { is: 'append', basis: { base_version: 0 } };
    expect(place(edit, [], undefined, 0)).toEqual(unknown);
    expect(place(edit, [], draft('', 0), 7)).toEqual(unknown);
  });
  test('but a removal where no version is known is meant whatever stands', () => {
    const removal: Write = { ...edit, is: 'removal' };
    expect(place(removal, [], undefined, 0)).toEqual({ is: 'append', basis: {} });
    expect(place(removal, [], undefined, 7)).toEqual({ is: 'append', basis: { base_version: 7 } });
  });
  test('nothing for what only adds', () => {
    expect(place({ ...edit, is: 'addition' }, [row('e1', { state: 'accepted' })], undefined, 7)).toEqual({
      is: 'append',
      basis: {},
    });
  });
});

test('an edit over a refused write takes its place, with what was built on it', () => {
  const created = row('c', { state: 'refused' }, { eventType: 'plan.created', collapse: false, data: {} });
  const next = row('e1', { after: 'c' });
  const other = row('x', {}, { eventType: 'plan.shared', collapse: false });
  const placement = place(edit, [created, other, next], undefined, 0);
  expect(placement).toEqual({ is: 'replace', first: created, gone: [created, next], basis: {} });
});

test('what is built on a row is found through any number of edits', () => {
  const lane = [row('a'), row('b', { after: 'a' }), row('x'), row('c', { after: 'b' })];
  expect(builtOn(lane[0] as LaneRow, lane).map((each) => each.row.client_generated_id)).toEqual(['b', 'c']);
});
