// @vitest-environment happy-dom
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import i18next from 'i18next';
import { beforeAll, expect, test } from 'vitest';
import { EVENT_VERSIONS } from '@/shared/api/generated/event-versions';
import { eventName } from '@/shared/i18n/event-name';
import { allTexts, startLanguage } from '@/shared/i18n/language';
import english from '@/shared/i18n/locales/en/queue.json';
import { enqueue } from '@/sync/outbox';

const FEATURES = join(import.meta.dirname, '..', 'features');

beforeAll(async () => {
  await startLanguage('en');
  await allTexts();
});

test('whatever a page writes has a name', () => {
  const files = readdirSync(FEATURES, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  const written = files.flatMap((name) =>
    [...readFileSync(join(FEATURES, name), 'utf8').matchAll(/\beventType: '([^']+)'/g)].map(([, type]) => type ?? ''),
  );
  expect(new Set(written).size).toBeGreaterThan(5);
  expect(written.filter((type) => eventName(type, i18next.t) === english.events.other)).toEqual([]);
});

test('no name is of an event that there is not', () => {
  const types = Object.keys(EVENT_VERSIONS).map((type) => type.replaceAll('.', '_'));
  expect(Object.keys(english.events).filter((name) => name !== 'other' && !types.includes(name))).toEqual([]);
});

test('what a later build wrote is an entry', () => {
  expect(eventName('mission.of_tomorrow', i18next.t)).toBe('Entry');
});

test('a misspelt type does not compile', () => {
  const written = () =>
    // @ts-expect-error: there is no such event
    enqueue({ eventType: 'workout.complete', data: {}, objectKind: 'workout', objectId: 'w1' });
  expect(written).toBeTypeOf('function');
});
