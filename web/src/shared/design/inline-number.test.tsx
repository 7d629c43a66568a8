// @vitest-environment happy-dom
import { act, useState } from 'react';
import { afterEach, expect, test } from 'vitest';
import type { Range } from '@/shared/lib/units';
import { type Shown, showPage } from '@/shared/testing/show-page';
import { Announcer } from './announcer';
import { InlineNumber } from './inline-number';

let page: Shown | undefined;
afterEach(() => page?.leave());

function Cell({ range, told }: { range: Range; told: (number | undefined)[] }) {
  const [value, setValue] = useState<number | undefined>(5);
  const take = (next: number | undefined) => {
    told.push(next);
    setValue(next);
  };
  return (
    <>
      <button type="button" onClick={() => setValue(7)}>
        Seven
      </button>
      <InlineNumber label="Cell" value={value} onChange={take} locale="en" range={range} />
      <Announcer />
    </>
  );
}

const field = () => document.querySelector('input') as HTMLInputElement;
const typeAndLeave = (text: string) =>
  act(async () => {
    field().focus();
    for (let end = 1; end <= text.length; end += 1) {
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field(), text.slice(0, end));
      field().dispatchEvent(new Event('input', { bubbles: true }));
    }
    field().blur();
  });

test.each([
  ['99999', { min: 0, max: 2000 }, 'From 0 to 2000.'],
  ['8.37', { min: 1, max: 10, step: 0.5 }, 'From 1 to 10 in steps of 0.5.'],
  ['4.5', { min: 1, max: 200, step: 1 }, 'Whole numbers from 1 to 200.'],
] as const)('%s is not taken, and stays to be put right with its range said', async (typed, range, said) => {
  const told: (number | undefined)[] = [];
  page = await showPage(() => <Cell range={range} told={told} />, '/');
  await typeAndLeave(typed);
  expect([field().value, field().getAttribute('aria-invalid'), field().title]).toEqual([typed, 'true', said]);
  expect(told.at(-1)).toBe(5);
  await page.sees(said);
  await typeAndLeave('6');
  expect([field().value, field().getAttribute('aria-invalid'), told.at(-1)]).toEqual(['6', null, 6]);
});

test('a value from elsewhere takes the place of what could not be', async () => {
  page = await showPage(() => <Cell range={{ min: 0, max: 2000 }} told={[]} />, '/');
  await typeAndLeave('99999');
  await page.press('Seven');
  expect([field().value, field().getAttribute('aria-invalid')]).toEqual(['7', null]);
});

test('what is in range is taken', async () => {
  const told: (number | undefined)[] = [];
  page = await showPage(() => <Cell range={{ min: 0, max: 2000 }} told={told} />, '/');
  await typeAndLeave('182,5');
  expect(told.at(-1)).toBe(182.5);
});

test('Enter goes from field to field to the tick, and drops the keyboard nowhere', async () => {
  const one = (label: string) => (
    <InlineNumber label={label} value={1} onChange={() => {}} locale="en" range={{ min: 0, max: 9 }} />
  );
  page = await showPage(
    () => (
      <ol>
        <li>
          {one('Weight')}
          {one('Reps')}
          <button type="button">RPE</button>
          <button type="button" data-stop>
            Tick
          </button>
        </li>
        <li>{one('Last')}</li>
      </ol>
    ),
    '/',
  );
  const enter = () =>
    act(async () => {
      const event = new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true });
      document.activeElement?.dispatchEvent(event);
      return event.defaultPrevented;
    });
  const at = () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent;
  field().focus();
  await enter();
  expect(at()).toBe('Reps');
  await enter();
  expect(at()).toBe('Tick');
  document.querySelectorAll('input')[2]?.focus();
  await enter();
  expect(at()).toBe('Last');
});
