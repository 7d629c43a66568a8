import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { type Language, TEXTS } from './texts';

/** Languages of which everything is here. */
const whole = new Set<string>();

/** The texts of the first pages are there before anything is drawn. */
export async function startLanguage(language: Language): Promise<void> {
  const texts = await TEXTS[language].first();
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
  add(language, await TEXTS[language].rest());
  whole.add(language);
}

export async function changeLanguage(language: Language): Promise<void> {
  if (i18next.language === language) return;
  const { first, rest } = TEXTS[language];
  for (const texts of await Promise.all([first(), rest()])) add(language, texts);
  whole.add(language);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}

function add(language: Language, texts: { default: object }): void {
  i18next.addResourceBundle(language, 'translation', texts.default, true, true);
}
