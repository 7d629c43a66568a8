// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Store } from './database';
import { openDraft, writeDraft } from './draft-store';
import { useDraft } from './drafts';
import { draftKey } from './lane';
import { setSession } from './session-store';
import { emptyStore } from './testing/queue';

interface Workout {
  ticks: number[];
  notes: string;
}

const UNTOUCHED: Workout = { ticks: [], notes: '' };
let store: Store;
let root: Root;
let draft: ReturnType<typeof useDraft<Workout>>;
/** Each state that was on the screen, once. */
let seen: string[];

function Page() {
  draft = useDraft<Workout>('session', 'w1', UNTOUCHED);
  const text = told(draft[0]);
  if (seen.at(-1) !== text) seen.push(text);
  return null;
}

const told = ({ ticks, notes }: Workout): string => `${ticks.join()} ${notes}`.trim();
const onDisk = async () => {
  const row = await store.db.drafts.get(draftKey(store, 'session', 'w1'));
  return row && openDraft<Workout>(store, row);
};
const tick = (set: number) => draft[2].store((old) => ({ ...old, ticks: [...old.ticks, set] }));
const type = (notes: string) => draft[1]((old) => ({ ...old, notes }));
const eventually = (holds: () => unknown) => vi.waitFor(holds, { timeout: 10_000 });
/** The screen and the disk say the same. */
const settled = () => eventually(async () => expect(await onDisk()).toEqual(draft[0]));
/** The disk refuses the next write. */
const refuses = () => vi.spyOn(store.db.drafts, 'put').mockRejectedValueOnce(new Error('not now'));

beforeEach(async () => {
  store = await emptyStore();
  setSession({ status: 'signed-in', user: null, store });
  seen = [];
  root = createRoot(document.createElement('div'));
  root.render(<Page />);
  await eventually(() => expect(seen.length > 0 && draft[2].loaded).toBe(true));
});
afterEach(async () => {
  root.unmount();
  setSession({ status: 'signed-out', user: null, store: null });
  await store.db.delete();
});

test('what is typed while a tick is being written is kept beside it, and the tick shows once it is written', async () => {
  const ticking = tick(1);
  type('heavy');
  await ticking;
  await settled();
  expect(await onDisk()).toEqual({ ticks: [1], notes: 'heavy' });
  expect(seen).toEqual(['', 'heavy', '1 heavy']);
});

test('two ticks at once both stand', async () => {
  await Promise.all([tick(1), tick(2)]);
  await settled();
  expect(await onDisk()).toEqual({ ticks: [1, 2], notes: '' });
});

test('a tick that the disk refused is told and never shown, not by what is written after it either', async () => {
  refuses();
  const ticking = tick(1);
  type('heavy');
  await expect(ticking).rejects.toThrow('not now');
  await settled();
  expect(await onDisk()).toEqual({ ticks: [], notes: 'heavy' });
  expect(seen).toEqual(['', 'heavy']);
});

test('what was typed and refused stays on the screen and goes with the next write', async () => {
  refuses();
  type('heavy');
  await eventually(() => expect(draft[2].failed).toBe(true));
  expect(draft[0].notes).toBe('heavy');
  await tick(1);
  await settled();
  expect(await onDisk()).toEqual({ ticks: [1], notes: 'heavy' });
  expect(draft[2].failed).toBe(false);
});

test('what another tab wrote is shown, and a tick stands on it', async () => {
  await tick(1);
  await writeDraft(store, 'session', 'w1', () => ({ ticks: [1, 2], notes: '' }));
  await eventually(() => expect(draft[0].ticks).toEqual([1, 2]));
  await tick(3);
  await settled();
  expect(await onDisk()).toEqual({ ticks: [1, 2, 3], notes: '' });
});

test('a draft that is given up is as before it was begun', async () => {
  await tick(1);
  await draft[2].remove();
  await eventually(() => expect(draft[0]).toEqual(UNTOUCHED));
  expect(await onDisk()).toBeUndefined();
});
