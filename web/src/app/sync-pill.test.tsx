// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Shown, showPage } from '@/shared/testing/show-page';
import type { Store } from '@/sync/database';
import { removeDraft, writeDraft } from '@/sync/draft-store';
import { addEvent } from '@/sync/queue';
import { setSession } from '@/sync/session-store';
import { reportLink } from '@/sync/status-link';
import { openStore } from '@/sync/testing/device';
import { SyncPill } from './sync-pill';

let store: Store;
let page: Shown;
let n = 0;
beforeEach(async () => {
  n += 1;
  store = await openStore(`sync-pill-${n}`);
  setSession({ status: 'signed-in', user: null, store });
  reportLink({ reachable: false });
});
afterEach(async () => {
  page.leave();
  reportLink({ reachable: true });
  setSession({ status: 'signed-out', user: null, store: null });
  await store.db.delete();
});

test('without a network it says that a workout under way is on this device, until what waits is counted', async () => {
  await writeDraft(store, 'session', 'w1', () => ({ workout_id: 'w1', exercises: [] }));
  page = await showPage(SyncPill, '/');
  await page.sees('Offline · workout kept here');
  await addEvent(store, { eventType: 'workout.started', objectKind: 'workout', objectId: 'w1', data: {} });
  await page.sees('Offline · 1 to send');
});

test('and no word of a workout once there is none', async () => {
  await writeDraft(store, 'session', 'w1', () => ({ workout_id: 'w1', exercises: [] }));
  await removeDraft(store, 'session', 'w1');
  page = await showPage(SyncPill, '/');
  await page.sees('Offline');
  expect(page.text()).not.toContain('workout kept here');
});
