import { expect, test } from 'vitest';
import type { MissionBody } from '@/shared/api/contract';
import { findingsOf, formOf, type MissionForm, missionOf, stagesOf, USUAL_BONUSES } from './mission-form';

const body: MissionBody = {
  name: 'Tour of the Fjords',
  mission_type: 'stage_race',
  prep_start: '2027-02-01',
  event_start: '2027-03-05',
  event_end: '2027-03-07',
  timezone: 'Europe/Oslo',
  points_schema: {
    flat: { gc: 5 },
    bonuses: { consecutive_5: { threshold: 5, points: 5 }, gc_3: { threshold: 3, points: 1 } },
  },
  constraints: { min_readiness: 40 },
};
const form = (part: Partial<MissionForm> = {}): MissionForm => ({ ...formOf(body), ...part });

test('what a mission says comes through its form unchanged, also what the form does not ask', () => {
  expect(missionOf(formOf(body))).toEqual(body);
});

test('one without points has none, and usual ones to begin with', () => {
  const { points_schema: _, ...plain } = body;
  const begun = formOf(plain);
  expect([begun.counts, begun.bonuses]).toEqual([false, USUAL_BONUSES]);
  expect(missionOf(begun)?.points_schema).toBeUndefined();
  expect(missionOf({ ...begun, counts: true })?.points_schema).toMatchObject({
    bonuses: { breakaway_10: { threshold: 10, points: 15 } },
  });
});

test('an event of one day ends on it', () => {
  expect(missionOf(form({ event_end: undefined }))?.event_end).toBe('2027-03-05');
});

test.each<[string, Partial<MissionForm>, string[]]>([
  ['a name', { name: '  ' }, ['name']],
  ['a day', { event_start: undefined }, ['event_start']],
  ['an end behind the beginning', { event_end: '2027-03-04' }, ['event_end']],
  ['training before the event', { prep_start: '2027-03-06' }, ['prep_start']],
  ['a bonus that is whole', { bonuses: [{ feat: 'gc', threshold: 3 }] }, ['bonuses']],
  [
    'each bonus once',
    {
      bonuses: [
        { feat: 'gc', threshold: 3, points: 1 },
        { feat: 'gc', threshold: 3, points: 2 },
      ],
    },
    ['bonuses'],
  ],
])('it needs %s', (_, part, findings) => {
  expect([...findingsOf(form(part))]).toEqual(findings);
  expect(missionOf(form(part))).toBeNull();
});

test('a bonus that is not counted need not be whole', () => {
  expect(findingsOf(form({ counts: false, bonuses: [{ feat: 'gc' }] })).size).toBe(0);
});

test('stages are numbered as they stand', () => {
  const made = stagesOf([
    { stage_id: 'a', stage_type: 'flat', ride_mode: 'gc' },
    { stage_id: 'b', stage_type: 'itt', ride_mode: 'steady' },
  ]);
  expect(made.map(({ stage_id, stage }) => [stage_id, stage.stage_number, stage.stage_type])).toEqual([
    ['a', 1, 'flat'],
    ['b', 2, 'itt'],
  ]);
});
