// What the app says, in the language of the device: from the app's own texts.
import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';

const LOCALES = new URL('../src/shared/i18n/locales/', import.meta.url);

function textsOf(language) {
  const folder = new URL(`${language}/`, LOCALES);
  const texts = Object.fromEntries(
    readdirSync(folder).map((file) => [
      basename(file, '.json'),
      JSON.parse(readFileSync(new URL(file, folder), 'utf8')),
    ]),
  );
  // What only the planner says of plans joins what the first pages say of them, as in the app.
  return { ...texts, plan: { ...texts.plan, ...texts.planner } };
}

const TEXTS = { en: textsOf('en'), de: textsOf('de') };
const languages = new WeakMap();

/** As the app finds it: from the language of the browser. */
export const speaks = (context, locale) => languages.set(context, locale.startsWith('de') ? 'de' : 'en');

/** The text of the app under a key, as it stands on this page. */
export function say(page, key, values = {}) {
  return text(languages.get(page.context()) ?? 'en', key, values);
}

/** Decimals as they are typed on this page. */
export const typed = (page, number) =>
  number.toLocaleString(languages.get(page.context()) ?? 'en', { useGrouping: false });

export function text(language, key, values = {}) {
  const plural = `${key}_${new Intl.PluralRules(language).select(Number(values.count))}`;
  const found = (values.count !== undefined && at(language, plural)) || at(language, key);
  if (typeof found !== 'string') throw new Error(`the app says nothing under ${key}`);
  return found.replace(/\{\{\s*(\w+)[^}]*\}\}/g, (_, name) => String(values[name]));
}

const at = (language, key) => key.split('.').reduce((texts, name) => texts?.[name], TEXTS[language]);
