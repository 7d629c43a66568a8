// @vitest-environment happy-dom
import { act, useState } from 'react';
import { afterEach, expect, test } from 'vitest';
import type { Weight } from '@/shared/api/contract';
import { defaultPreferences } from '@/shared/lib/default-preferences';
import { PreferencesContext } from '@/shared/lib/preferences';
import { type Shown, showPage } from '@/shared/testing/show-page';
import { NumberField, WeightField } from './number-field';

let page: Shown | undefined;
afterEach(() => page?.leave());

interface FormProps {
  language: 'en' | 'de';
  step?: 1;
  told: (number | undefined)[];
}

/** The field alone, and what it tells its form. */
function Form({ language, step, told }: FormProps) {
  const [value, setValue] = useState<number>();
  const take = (next: number | undefined) => {
    told.push(next);
    setValue(next);
  };
  return (
    <PreferencesContext value={defaultPreferences(language, false)}>
      <NumberField label="Height" value={value} onChange={take} min={80} max={260} step={step} />
    </PreferencesContext>
  );
}

async function show(language: 'en' | 'de', step?: 1) {
  const told: FormProps['told'] = [];
  page = await showPage(() => <Form language={language} step={step} told={told} />, '/', language);
  return { told, page };
}

const field = () => document.querySelector('input') as HTMLInputElement;
const leave = () => act(async () => field().dispatchEvent(new FocusEvent('focusout', { bubbles: true })));

test.each([
  ['de', '92.5'],
  ['de', '92,5'],
  ['en', '92,5'],
  ['en', '92.5'],
] as const)('both signs are the decimal sign (%s: %s)', async (language, typed) => {
  const { told, page } = await show(language);
  await page.type('Height', typed);
  await leave();
  expect(told.at(-1)).toBe(92.5);
  expect(field().value).toBe(language === 'de' ? '92,5' : '92.5');
});

test('what is out of range stays as it was typed, and the range is said', async () => {
  const { told, page } = await show('en');
  await page.type('Height', '1.83');
  await leave();
  expect(field().value).toBe('1.83');
  expect(told.at(-1)).toBe(1.83);
  expect(field().getAttribute('aria-invalid')).toBe('true');
  await page.sees('From 80 to 260.');
  await page.type('Height', '183');
  await leave();
  expect(field().getAttribute('aria-invalid')).not.toBe('true');
});

test("where only whole numbers go, a half is not rounded behind one's back", async () => {
  const { page } = await show('en', 1);
  await page.type('Height', '180.5');
  await leave();
  expect(field().value).toBe('180.5');
  await page.sees('Whole numbers from 80 to 260.');
});

test.each(['-5', '1e3', '18O', ',5', '1.2.3'])(
  'what is no number stays as it was typed, and the range is said: %s',
  async (typed) => {
    const { told, page } = await show('en');
    await page.type('Height', '183');
    for (let end = 1; end <= typed.length; end++) await page.type('Height', typed.slice(0, end));
    expect(told.at(-1)).toBeUndefined();
    await leave();
    expect(field().value).toBe(typed);
    expect(field().getAttribute('aria-invalid')).toBe('true');
    await page.sees('From 80 to 260.');
    await page.type('Height', '183');
    await leave();
    expect(told.at(-1)).toBe(183);
    expect(field().getAttribute('aria-invalid')).not.toBe('true');
  },
);

test('emptied is not said', async () => {
  const { told, page } = await show('en');
  await page.type('Height', '-');
  await page.type('Height', '');
  await leave();
  expect(told.at(-1)).toBeUndefined();
  expect(field().getAttribute('aria-invalid')).not.toBe('true');
});

/** A weight with its unit beside it. */
function WeightForm({ first }: { first: Weight | undefined }) {
  const [value, setValue] = useState(first);
  return (
    <PreferencesContext value={defaultPreferences('en', false)}>
      <WeightField
        label="Body weight"
        value={value}
        onChange={setValue}
        unit="kg"
        unitLabel="Unit"
        min={20}
        max={500}
      />
    </PreferencesContext>
  );
}

const showWeight = async (first?: Weight) => {
  page = await showPage(() => <WeightForm first={first} />, '/');
  return page;
};

test('another unit: what stands is converted, and comes back to the digit', async () => {
  const page = await showWeight({ value: 82.5, unit: 'kg' });
  await page.press('kg');
  expect(field().value).toBe('181.9');
  await page.press('lb');
  expect(field().value).toBe('82.5');
});

test('what was typed in pounds comes back to the digit, too', async () => {
  const page = await showWeight();
  await page.press('kg');
  await page.type('Body weight', '181.3');
  await leave();
  await page.press('lb');
  expect(field().value).toBe('82.2');
  await page.press('kg');
  expect(field().value).toBe('181.3');
});

test('a weight has the range of its unit', async () => {
  const page = await showWeight();
  await page.type('Body weight', '0');
  await leave();
  await page.sees('From 20 to 500.');
  await page.press('kg');
  await page.sees('From 45 to 1102.');
});

test('what is typed is told at once: Back leaves the page before the field is left', async () => {
  const { told, page } = await show('en');
  await page.type('Height', '183');
  expect(told).toEqual([183]);
});
