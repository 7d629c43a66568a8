// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { act, useState } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Shown, showPage } from '@/shared/testing/show-page';
import { readBase } from '@/sync/bases';
import type { Store } from '@/sync/database';
import { keep } from '@/sync/kept';
import { setSession } from '@/sync/session-store';
import { openStore } from '@/sync/testing/device';
import { KeptVersions } from './kept-versions';

interface Thing {
  version: number;
  day: string;
}

const now: Thing = { version: 3, day: '9 January' };
let store: Store;
let page: Shown;
let n = 0;
const taken = vi.fn(async () => {});

beforeEach(async () => {
  n += 1;
  taken.mockClear();
  store = await openStore(`kept-${n}`);
  setSession({ status: 'signed-in', user: null, store });
});
afterEach(async () => {
  page.leave();
  setSession({ status: 'signed-out', user: null, store: null });
  await store.db.delete();
});

/** What holds then comes from another device, while the page is open. */
let arrives: (now: Thing) => Promise<void>;
async function show(...kept: Thing[]): Promise<void> {
  for (const value of kept) await keep('plan', 'p1', 1, value);
  page = await showPage(() => {
    const [holds, setHolds] = useState(now);
    arrives = (next) => act(async () => setHolds(next));
    return (
      <KeptVersions<Thing>
        kind="plan"
        id="p1"
        now={holds}
        bodyOf={({ day }) => day}
        factsOf={({ day }) => [{ what: 'Day', is: day }]}
        warning="All of it is replaced."
        onTake={taken}
      />
    );
  }, '/plan');
}
const days = async () => {
  const rows = (await store.db.bases.toArray()).filter((row) => row.id.startsWith('kept:p1:'));
  const values = await Promise.all(rows.map((row) => readBase(store, 'plan', row.id)));
  return values.map((one) => (one?.value as Thing | undefined)?.day).sort();
};
/** The last button of that name: the question's, where it is asked. */
const pressLast = (name: string) =>
  act(async () =>
    [...document.querySelectorAll('button')]
      .filter((one) => one.textContent === name)
      .at(-1)
      ?.click(),
  );

test('a version is taken after a question that says what changes, and what it replaces is kept', async () => {
  await show({ version: 1, day: '16 January' });
  await page.sees('Day: 16 January');
  expect(page.text()).toMatch(/kept .*, until /);
  await page.press('Take this one');
  await page.sees('Day: 9 January → 16 January');
  await page.sees('All of it is replaced.');
  expect(taken).not.toHaveBeenCalled();
  await pressLast('Take this one');
  await vi.waitFor(() => expect(taken).toHaveBeenCalledWith({ version: 1, day: '16 January' }));
  expect(await days()).toEqual(['16 January', '9 January']);
});

test('a question put away changes nothing', async () => {
  await show({ version: 1, day: '16 January' });
  await page.sees('Day: 16 January');
  await page.press('Take this one');
  await page.press('Cancel');
  expect(taken).not.toHaveBeenCalled();
  expect(await days()).toEqual(['16 January']);
});

test('a version that holds by now is asked for no longer', async () => {
  await show({ version: 1, day: '16 January' }, { version: 1, day: '23 January' });
  await page.sees('Day: 23 January');
  await page.press('Take this one');
  const asked = /Day: 9 January → (.*?)All of it/.exec(page.text())?.[1] ?? '';
  await arrives({ version: 4, day: asked });
  expect(page.text()).not.toContain('All of it is replaced.');
  expect(await days()).toEqual(['16 January', '23 January']);
});

test('what holds now, and a version kept twice, are not offered again', async () => {
  await show({ version: 1, day: '16 January' }, { version: 2, day: '16 January' }, { version: 2, day: '9 January' });
  await page.sees('Day: 16 January');
  expect(document.querySelectorAll('li')).toHaveLength(1);
});
