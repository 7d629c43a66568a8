// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { act } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Announcer } from '@/shared/design/announcer';
import { type Shown, showPage } from '@/shared/testing/show-page';
import type { ConflictSides } from '@/sync/conflict-choice';
import type { QueueItem } from '@/sync/outbox';
import { currentSession, setSession } from '@/sync/session-store';
import { openStore } from '@/sync/testing/device';
import { ConflictCard } from './conflict-card';

let sides: ConflictSides;
const resolve = vi.fn(async (): Promise<string | null> => null);
vi.mock('@/sync/conflict-choice', async (real) => ({
  ...(await real<object>()),
  conflictOf: async () => sides,
  resolve: () => resolve(),
}));

let page: Shown;
let n = 0;
beforeEach(async () => {
  n += 1;
  resolve.mockClear();
  setSession({ status: 'signed-in', user: null, store: await openStore(`answers-${n}`) });
});
afterEach(() => {
  page.leave();
  setSession({ status: 'signed-out', user: null, store: null });
});

const note = (theirs: string) => ({ overlaps: [{ path: '/notes', base: 'a', mine: 'b', theirs }] });

async function show(kind: string): Promise<void> {
  sides = { kind, ...note('c'), answers: {}, again: [], taken: [], base: null, mine: {}, theirs: {} };
  const item = { id: `i${n}`, objectKind: kind, objectId: 'x', conflict: { paths: [], deleted: false } };
  const drawn = () => (
    <>
      <ConflictCard item={item as unknown as QueueItem} />
      <Announcer />
    </>
  );
  page = await showPage(drawn, '/queue');
  await page.sees('notes');
}

test('the card shows the other side as it is now, and says where that is asked again', async () => {
  await show('plan');
  expect(page.text()).not.toContain('Changed again meanwhile');
  sides = { ...sides, ...note('later'), again: ['/notes'] };
  const { store } = currentSession();
  await act(async () => {
    await store?.db.objects.put({
      user_id: store.userId,
      kind: 'plan',
      id: 'x',
      version: 9,
      date: '',
      body: 0,
    } as never);
  });
  await page.sees('Changed again meanwhile');
  expect(document.querySelector('tbody')?.textContent).toContain('blater');
});

test.each([
  ['plan', 'under “Plan details”'],
  ['workout', 'in History'],
  ['settings', 'under “About your training”'],
  ['app_settings', 'at the end of Settings'],
])('once a %s is decided, it is said where the other side is', async (kind, where) => {
  await show(kind);
  resolve.mockResolvedValueOnce('x');
  await page.press('This device');
  await page.sees(where);
});

test('after a failure it can be tried again', async () => {
  await show('plan');
  resolve.mockRejectedValueOnce(new Error('nothing to decide yet'));
  await page.press('This device');
  await page.press('This device');
  expect(resolve).toHaveBeenCalledTimes(2);
});
