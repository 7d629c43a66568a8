import i18next from 'i18next';
import { expect, test } from 'vitest';
import de from '@/shared/i18n/de-first';
import { noteText, shareOf } from './share-note';

test('what the generator wrote is read in both languages, words of people are not', () => {
  expect(shareOf('at 87.5 %')).toBe(87.5);
  expect(shareOf('bei 87,5 %')).toBe(87.5);
  expect(shareOf('at 87.5 % of the old max')).toBeNull();
  expect(shareOf(undefined)).toBeNull();
});

test('it is shown in the language of the reader', async () => {
  await i18next.init({ lng: 'de', resources: { de: { translation: de } } });
  const number = (value: number) => String(value).replace('.', ',');
  expect(noteText('at 87.5 %', i18next.t, number)).toBe('bei 87,5 %');
  expect(noteText('Belt on', i18next.t, number)).toBe('Belt on');
});
