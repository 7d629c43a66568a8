import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Preferences } from '@/shared/lib/default-preferences';

export type Language = Preferences['locale'];

type Texts = () => Promise<{ default: object }>;

/** What the first pages say, and what all others say: whoever comes for the first time waits only for the one. */
const LANGUAGES: Record<Language, { first: Texts; rest: Texts }> = {
  en: { first: () => import('./en-first'), rest: () => import('./en-rest') },
  de: { first: () => import('./de-first'), rest: () => import('./de-rest') },
};

/** Languages of which everything is here. */
const whole = new Set<string>();

/** The texts of the first pages are there before anything is drawn. */
export async function startLanguage(language: Language): Promise<void> {
  const texts = await LANGUAGES[language].first();
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    resources: { [language]: { translation: texts.default } },
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  document.documentElement.lang = language;
}

/** The texts of every page, in the language that is shown. */
export async function allTexts(): Promise<void> {
  const language = i18next.language as Language;
  if (whole.has(language)) return;
  add(language, await LANGUAGES[language].rest());
  whole.add(language);
}

export async function changeLanguage(language: Language): Promise<void> {
  if (i18next.language === language) return;
  const { first, rest } = LANGUAGES[language];
  for (const texts of await Promise.all([first(), rest()])) add(language, texts);
  whole.add(language);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}

function add(language: Language, texts: { default: object }): void {
  i18next.addResourceBundle(language, 'translation', texts.default, true, true);
}
