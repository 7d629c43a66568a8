import { expect, test } from 'vitest';
import de from './de';
import en from './en';

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

const english = flatten(en);
const german = flatten(de);
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
