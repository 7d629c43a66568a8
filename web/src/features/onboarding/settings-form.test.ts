import { expect, test } from 'vitest';
import { applyQueuedSettings } from './apply-queued';
import { check, type Findings, type SettingsDraft, toSettings } from './settings-form';

const weight = { value: 92.4, unit: 'kg' } as const;

test('only weight and training days are needed', () => {
  expect(check({}, false)).toEqual({ weight: 'required', training_days_per_week: 'required' });
  expect(check({ weight, training_days_per_week: 4 }, false)).toEqual({});
});

test('what is out of range keeps the form here', () => {
  const draft = { weight, training_days_per_week: 4 };
  expect(check({ ...draft, height: 1.83, age: 7 }, false)).toEqual({ height: 'range', age: 'range' });
  expect(check({ ...draft, weight: { value: 99_999, unit: 'kg' } }, false)).toEqual({ weight: 'range' });
  expect(check({ ...draft, weekly_hours: { min: 2, max: 61 } }, false)).toEqual({ weekly_hours: 'range' });
  const competition = { start_date: '2026-01-10', total: { value: 99_999, unit: 'kg' } } as const;
  expect(check({ ...draft, past_competitions: [competition] }, false)).toEqual({ past_competitions: 'range' });
});

test('a body weight is within what its field says, in its unit', () => {
  const found = (value: number, unit: 'kg' | 'lb') =>
    check({ weight: { value, unit }, training_days_per_week: 4 }, false).weight;
  for (const [unit, least, most] of [
    ['kg', 20, 500],
    ['lb', 45, 1102],
  ] as const) {
    expect([found(least, unit), found(most, unit)]).toEqual([undefined, undefined]);
    expect([found(0, unit), found(least - 1, unit), found(most + 1, unit)]).toEqual(['range', 'range', 'range']);
  }
});

test('a passcode feed needs a passcode, unless there is one', () => {
  const draft = { weight, training_days_per_week: 4, feed_visibility: 'passcode' } as const;
  expect(check(draft, false)).toEqual({ passcode: 'passcode' });
  expect(check(draft, true)).toEqual({});
  expect(check({ ...draft, passcode: 'abc' }, true)).toEqual({ passcode: 'passcode' });
});

test.each<[string, SettingsDraft, Findings]>([
  ['at rest not below the highest', { hr_rest: 100, hr_max: 100 }, { hr_rest: 'restOrder' }],
  ['at rest below the highest', { hr_rest: 99, hr_max: 100 }, {}],
  ['at rest alone', { hr_rest: 100 }, {}],
  [
    'one lift most and least important',
    { most_important_lift: 'bench', least_important_lift: 'bench' },
    { least_important_lift: 'sameLift' },
  ],
  ['two lifts', { most_important_lift: 'bench', least_important_lift: 'squat' }, {}],
  [
    'a competition that ends before it starts',
    { past_competitions: [{ start_date: '2026-05-02', end_date: '2026-05-01' }] },
    { past_competitions: 'daysOrder' },
  ],
  ['a competition of one day', { past_competitions: [{ start_date: '2026-05-02', end_date: '2026-05-02' }] }, {}],
])('what the server refuses is said at the field: %s', (_, draft, found) => {
  expect(check({ weight, training_days_per_week: 4, ...draft }, false)).toEqual(found);
});

test('hours the wrong way round', () => {
  expect(check({ weight, training_days_per_week: 4, weekly_hours: { min: 9, max: 6 } }, false)).toEqual({
    weekly_hours: 'hoursOrder',
  });
});

test('open fields are not sent, and no passcode goes out for a public feed', () => {
  const settings = toSettings({
    weight,
    training_days_per_week: 4,
    age: undefined,
    federation: '',
    injuries: [],
    feed_visibility: 'public',
    passcode: 'secret',
    past_competitions: [{ start_date: '' }],
  });
  expect(settings).toEqual({ weight, training_days_per_week: 4, feed_visibility: 'public' });
});

test('queued settings are shown, the passcode only as being there', () => {
  const intent = {
    eventType: 'user.settings.submitted',
    data: { weight, training_days_per_week: 4, passcode: 'chalk-dust' },
  };
  const shown = applyQueuedSettings(null, intent);
  expect(shown).toMatchObject({ version: 0, has_passcode: true, settings: { training_days_per_week: 4 } });
  expect(JSON.stringify(shown)).not.toContain('chalk-dust');
});
