import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import deFirst from './de-first';
import deRest from './de-rest';
import enFirst from './en-first';
import enRest from './en-rest';

type Texts = { [key: string]: string | Texts };

function flatten(texts: Texts, path = ''): Map<string, string> {
  const all = new Map<string, string>();
  for (const [key, value] of Object.entries(texts)) {
    const at = path ? `${path}.${key}` : key;
    if (typeof value === 'string') all.set(at, value);
    else for (const [inner, text] of flatten(value, at)) all.set(inner, text);
  }
  return all;
}

const english = new Map([...flatten(enFirst), ...flatten(enRest)]);
const german = new Map([...flatten(deFirst), ...flatten(deRest)]);
const holes = (text: string) => [...text.matchAll(/\{\{\s*(\w+)/g)].map((hole) => hole[1]).sort();

test('both languages have the same keys', () => {
  expect([...german.keys()].sort()).toEqual([...english.keys()].sort());
});

test('no text is empty, and each pair fills in the same values', () => {
  for (const [key, text] of english) {
    const other = german.get(key) ?? '';
    expect(text.trim(), key).not.toBe('');
    expect(other.trim(), key).not.toBe('');
    expect(holes(other), key).toEqual(holes(text));
  }
});

test('no exclamation marks', () => {
  for (const [key, text] of [...english, ...german]) expect(text, key).not.toMatch(/!/);
});

/** Drawn before the rest of the texts is there. */
const FIRST = ['app', 'features/auth', 'features/today', 'features/freshness', 'shared/design', 'shared/training'];

const source = join(import.meta.dirname, '..', '..');
const codeIn = (folder: string): string[] =>
  readdirSync(join(source, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name))
    .map((name) => readFileSync(join(source, folder, name), 'utf8'));

test('the first pages use only the texts that are there at the start', () => {
  const used = FIRST.flatMap(codeIn)
    .flatMap((code) => [...code.matchAll(/\bt\(\s*['`](\w+)\.(\w+)/g)])
    .map(([, file = '', text = '']) => ({ file, text }));
  expect(new Set(used.map(({ file }) => file))).toEqual(new Set(Object.keys(enFirst)));
  expect(used.filter(({ file, text }) => file === 'plan' && text in enRest.plan)).toEqual([]);
});

test('every text is said somewhere', () => {
  const code = codeIn('.').join('\n');
  const whole = new Set([...code.matchAll(/['"`](\w+(?:\.\w+)+)['"`]/g)].map((match) => match[1]));
  // `plan.sports.${sport}` says every text below plan.sports.
  const parts = [...code.matchAll(/`(\w+\.[^`\s]*\$\{[^`]*)`/g)].map((match) =>
    (match[1] ?? '').replace(/[.]/g, '\\.').replace(/\$\{[^}]*\}/g, '\\w+'),
  );
  const patterns = parts.map((part) => new RegExp(`^${part}$`));
  const unsaid = [...english.keys()]
    .map((key) => key.replace(/_(zero|one|other)$/, ''))
    .filter((key) => !whole.has(key) && !patterns.some((pattern) => pattern.test(key)));
  expect(unsaid).toEqual([]);
});

test('the page says the same at once as the app a moment later', () => {
  const page = readFileSync(new URL('../../../index.html', import.meta.url), 'utf8');
  for (const [language, texts] of Object.entries({ en: english, de: german }))
    expect(page).toMatch(new RegExp(`<p lang="${language}"[^>]*>${texts.get('common.tagline')}</p>`));
});

test('German has one word for a workout', () => {
  for (const [key, text] of german) expect(text, key).not.toMatch(/workout|kniebandage/i);
});
