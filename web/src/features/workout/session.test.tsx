// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { act, useState } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Announcer } from '@/shared/design/announcer';
import { type Shown, showPage } from '@/shared/testing/show-page';
import { Session } from './session';
import type { SessionDraft } from './session-draft';
import type { useWorkoutSession } from './use-session';

let page: Shown | undefined;
/** What a tick waits for. */
let disk: Promise<void>;
/** The workout as another device finished it. */
let elsewhere: { duration_seconds: number } | null;
const leave = vi.fn(async () => {});
beforeEach(() => {
  elsewhere = null;
  disk = Promise.resolve();
});
afterEach(() => page?.leave());

const STARTED_AT = '2026-11-21T10:00:00.000Z';
const exercise = (name: string) => ({
  name,
  sets: [{ weight: { value: 140, unit: 'kg' as const }, reps: 3 }, {}],
});

/** A workout under way, as its page draws it. */
function Workout() {
  const [draft, setDraft] = useState<SessionDraft>({
    workout_id: 'w1',
    title: 'Squat day',
    started_at: STARTED_AT,
    exercises: [exercise('Squat'), exercise('Bench press')],
    at: 0,
    rest: null,
    notes: '',
  });
  const session = {
    draft,
    store: async (change: (old: SessionDraft) => SessionDraft) => {
      await disk;
      setDraft(change);
    },
    setDraft: (change: (old: SessionDraft) => SessionDraft) => setDraft(change),
    history: [],
    known: [],
    planned: { workout: { notes: 'Belt and sleeves' } },
    elsewhere,
    leave,
  } as unknown as ReturnType<typeof useWorkoutSession>;
  return (
    <>
      <Session session={session} draft={draft} onLeave={() => {}} />
      <Announcer />
    </>
  );
}

const cell = () => document.querySelector('input[aria-label="Weight of set 1"]') as HTMLInputElement;
const typeAndLeave = (text: string) =>
  act(async () => {
    cell().focus();
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(cell(), text);
    cell().dispatchEvent(new Event('input', { bubbles: true }));
    cell().blur();
  });
const pressNamed = (name: string) =>
  act(async () => (document.querySelector(`[aria-label="${name}"]`) as HTMLElement).click());
const heading = () => document.querySelector('h2')?.textContent;
const isAsked = () => document.querySelector('[role=dialog]') !== null;

test('a number that cannot be holds Finish and the next exercise up: the keyboard goes to it, with its range said', async () => {
  page = await showPage(Workout, '/');
  await pressNamed('Set 1 done');
  await typeAndLeave('99999');
  for (const leave of [() => page?.press('Finish'), () => pressNamed('Next exercise')]) {
    await leave();
    expect([isAsked(), heading()]).toEqual([false, 'Squat']);
    expect(document.activeElement).toBe(cell());
    expect([cell().value, cell().getAttribute('aria-invalid')]).toEqual(['99999', 'true']);
    await page.sees('From 0 to 2000.');
  }
  await typeAndLeave('142.5');
  await page.press('Finish');
  expect(isAsked()).toBe(true);
});

test('what is changed while a tick is on its way to the disk is kept beside it', async () => {
  let written = () => {};
  disk = new Promise((done) => {
    written = done;
  });
  page = await showPage(Workout, '/');
  await pressNamed('Set 1 done');
  await pressNamed('Next exercise');
  expect(heading()).toBe('Bench press');
  await act(async () => written());
  expect(heading()).toBe('Bench press');
  await pressNamed('Previous exercise');
  expect(document.querySelector('[aria-label^="Set 1 done. Take"]')).not.toBeNull();
});

test('Finish stays where it is while a rest runs', async () => {
  page = await showPage(Workout, '/');
  const place = () =>
    [...document.querySelectorAll('button')].find((one) => one.textContent === 'Finish')?.parentElement;
  const before = place();
  await pressNamed('Set 1 done');
  expect(document.querySelector('[role=timer]')).not.toBeNull();
  expect(place()).toBe(before);
});

test('a workout that was finished on another device says so and counts no further; thrown away, only what is here goes', async () => {
  elsewhere = { duration_seconds: 3000 };
  page = await showPage(Workout, '/');
  await page.sees('Finished on another device');
  expect(document.querySelector('[aria-label="Time in the workout"]')?.textContent).toBe('50:00');
  await page.press('Finish');
  await page.press('Discard this workout');
  await page.press('Discard');
  // Nobody is signed in here: a deletion of the workout itself would be told as a failure.
  await page.sees('Discarded.');
  expect(leave).toHaveBeenCalledOnce();
});

test('what the plan notes stands where one trains', async () => {
  page = await showPage(Workout, '/');
  await page.sees('Belt and sleeves');
});
