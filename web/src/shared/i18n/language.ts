import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';

export type Language = 'en' | 'de';

/** Each language is one chunk, read when it is needed. */
const LANGUAGES: Record<Language, () => Promise<{ default: object }>> = {
  en: () => import('./en'),
  de: () => import('./de'),
};

/** Texts are there before the first page is drawn. */
export async function startLanguage(language: Language): Promise<void> {
  const texts = await LANGUAGES[language]();
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    resources: { [language]: { translation: texts.default } },
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  document.documentElement.lang = language;
}

export async function changeLanguage(language: Language): Promise<void> {
  if (i18next.language === language) return;
  const texts = await LANGUAGES[language]();
  i18next.addResourceBundle(language, 'translation', texts.default, true, true);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}
