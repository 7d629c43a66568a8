// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Shown, showPage } from '@/shared/testing/show-page';
import { listen, type Message } from '@/sync/channel';
import type { Store } from '@/sync/database';
import { addEvent } from '@/sync/queue';
import { setSession } from '@/sync/session-store';
import { reportLink } from '@/sync/status-link';
import { openStore } from '@/sync/testing/device';
import { QueuePage } from './queue-page';

let store: Store;
let page: Shown;
let n = 0;
beforeEach(async () => {
  n += 1;
  store = await openStore(`queue-page-${n}`);
  setSession({ status: 'signed-in', user: null, store });
  await addEvent(store, { eventType: 'workout.started', objectKind: 'workout', objectId: 'w1', data: {} });
});
afterEach(async () => {
  page.leave();
  setSession({ status: 'signed-out', user: null, store: null });
  await store.db.delete();
});

/** The page, once that many tries have failed. */
async function after(retryCount: number): Promise<void> {
  await store.db.events.toCollection().modify({ retryCount });
  page = await showPage(QueuePage, '/queue');
  await page.sees('Workout started');
}

test('what has failed less than five times is tried again by itself, sooner than anybody would press', async () => {
  await after(4);
  expect(page.text()).not.toContain('Send now');
});

test('nor is it offered before sending anything at all has failed that often', async () => {
  await after(0);
  reportLink({ failedTries: 4 });
  expect(page.text()).not.toContain('Send now');
  reportLink({ failedTries: 5 });
  await page.sees('Send now');
  reportLink({ failedTries: 0 });
});

test('from the fifth time on it can be sent at once', async () => {
  await after(5);
  const heard: Message[] = [];
  const stop = listen((message) => heard.push(message));
  await page.press('Send now');
  stop();
  expect(heard).toEqual([{ type: 'wake', force: true }]);
});

test('nothing is said to have arrived before it was looked', async () => {
  const shown: string[] = [];
  const observer = new MutationObserver(() => shown.push(document.body.textContent ?? ''));
  observer.observe(document.body, { childList: true, subtree: true, characterData: true });
  await after(0);
  observer.disconnect();
  expect(shown.length).toBeGreaterThan(1);
  expect(shown.filter((text) => text.includes('Everything has arrived'))).toEqual([]);
});
