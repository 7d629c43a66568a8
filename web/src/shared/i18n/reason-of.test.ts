import i18next from 'i18next';
import { expect, test } from 'vitest';
import de from './de-rest';
import en from './en-rest';
import { reasonOf } from './reason-of';

const english = 'is greater than the maximum of 2000';
const speak = async (language: 'en' | 'de') => {
  const resources = { en: { translation: en }, de: { translation: de } };
  await i18next.init({ lng: language, resources });
  return i18next.t;
};
const refused = (pointer: string, code: string) => ({ code: 'invalid', errors: [{ pointer, code, message: english }] });

test.each([
  ['/data/exercises_summary/1/sets/0/weight/value', 'maximum', 'Übung 2, Satz 1, Gewicht: Die Zahl ist nicht möglich.'],
  ['/workouts/3/exercises/0/sets/2/rpe', 'minimum', 'Training 4, Übung 1, Satz 3, RPE: Die Zahl ist nicht möglich.'],
  ['/name', 'maxLength', 'Name: Der Text ist zu lang.'],
  ['/exercises_summary/0/name', 'minLength', 'Übung 1, Name: Der Text ist zu kurz.'],
  ['', 'required', 'Etwas fehlt.'],
  ['/weight', 'oneOf', 'Gewicht: Der Server kann das nicht lesen.'],
  ['/data', 'unreadable', 'Der Server kann das nicht lesen.'],
  ['', 'deleted', 'Es wurde anderswo gelöscht.'],
])('a refusal at %s (%s) is said in German', async (pointer, code, said) => {
  expect(reasonOf(refused(pointer, code), await speak('de'))).toEqual([said]);
});

test('no words of the validator, whatever the code', async () => {
  const t = await speak('en');
  for (const code of ['type', 'pattern', 'format', 'enum', 'two_loads', 'of_tomorrow'])
    expect(reasonOf(refused('', code), t)[0]).not.toContain(english);
  expect(reasonOf(refused('/age', 'maximum'), t)).toEqual(['Age: The number is not possible.']);
  expect(reasonOf({ code: 'of_tomorrow', errors: [] }, t)).toEqual(['The server did not accept it (of_tomorrow).']);
});
