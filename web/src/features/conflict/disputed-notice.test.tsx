// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Shown, showPage } from '@/shared/testing/show-page';
import { queuedRows, type Store } from '@/sync/database';
import { useQueue } from '@/sync/outbox';
import { addEvent } from '@/sync/queue';
import { takeSeat } from '@/sync/seat';
import { setSession } from '@/sync/session-store';
import { sealVerdict } from '@/sync/settle';
import { openStore } from '@/sync/testing/device';
import { DisputedNotice } from './disputed-notice';
import { OpenQuestion } from './open-question';

const ASKED = 'what holds is not chosen yet';
let store: Store;
let page: Shown;
let n = 0;
beforeEach(async () => {
  n += 1;
  store = await openStore(`disputed-${n}`);
  setSession({ status: 'signed-in', user: null, store });
});
afterEach(async () => {
  page.leave();
  setSession({ status: 'signed-out', user: null, store: null });
  await store.db.delete();
});

/** A queued change of something that waits for a choice at these places. */
async function asked(objectKind: string, objectId: string, paths: string[]): Promise<void> {
  await addEvent(store, { eventType: 'changed', objectKind, objectId, data: {} });
  const [row] = await queuedRows(store);
  if (!row) throw new Error('nothing is queued');
  const problem = { status: 409, code: 'version_conflict', title: '', detail: '', errors: [], requestId: '' };
  const verdict = await sealVerdict(await takeSeat(store, true), row, { problem, conflict: { paths, deleted: false } });
  await store.db.events.update(row.seq, { state: 'refused', verdict });
}
/** Says when what is queued was read. */
const Queue = () => <p>queued: {useQueue().length}</p>;
const show = async () => {
  page = await showPage(() => <DisputedNotice planId="p1" workoutId="w1" />, '/');
};

test.each([
  ['it is itself', 'plan', 'p1', ['/workouts/w1']],
  ['its whole plan is', 'plan', 'p1', []],
  ['what was done in it is', 'workout', 'w1', ['/exercises_summary/Squat#1']],
])('whoever begins a workout is told that %s in question', async (_, kind, id, paths) => {
  await asked(kind, id, paths);
  await show();
  await page.sees(ASKED);
  expect(page.links()).toEqual(['/queue']);
});

test.each([
  ['another workout of the plan', 'plan', 'p1', ['/workouts/w2']],
  ['the name of the plan', 'plan', 'p1', ['/name']],
  ['another plan', 'plan', 'p2', []],
])('a question about %s is none of this workout', async (_, kind, id, paths) => {
  await asked(kind, id, paths);
  page = await showPage(
    () => (
      <>
        <OpenQuestion planId="p1" workoutId="w1" />
        <Queue />
      </>
    ),
    '/',
  );
  await page.sees('queued: 1');
  expect(page.text()).not.toContain(ASKED);
});
