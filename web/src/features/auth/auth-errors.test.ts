import i18next from 'i18next';
import { expect, test } from 'vitest';
import de from '@/shared/i18n/de-first';
import { ApiProblem } from '@/sync/problem';
import { authErrorText, fieldText } from './auth-errors';

test.each([
  ['password_too_common', 'Dieses Passwort steht auf Listen, die zuerst probiert werden. Wähl ein anderes.'],
  ['password_length', 'Mindestens 10 Zeichen.'],
  ['format', 'Das ist keine E-Mail-Adresse.'],
  ['maxLength', 'Das ist zu lang.'],
  ['of_tomorrow', 'Der Server hat etwas Unerwartetes geantwortet (of_tomorrow). Versuch es noch einmal.'],
])('the finding %s is said in German', async (code, said) => {
  await i18next.init({ lng: 'de', resources: { de: { translation: de } } });
  const finding = { pointer: '/password', code, message: 'English words.' };
  expect(fieldText(finding, i18next.t)).toBe(said);
  const problem = new ApiProblem({ status: 422, code: 'invalid', errors: [finding] }, false);
  expect(authErrorText(problem, i18next.t)).toBe(said);
});
