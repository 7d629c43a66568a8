import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { queuedRows, type Store } from './database';
import { flushOnce } from './flush';
import { HEARTBEAT_MS, type Lead, SILENCE_MS, type Surroundings, takePart } from './leader';
import { addEvent } from './queue';
import { asLeader, NotLeader, type Seat, takeSeat } from './seat';
import { openStore } from './testing/device';
import { FakeLocks } from './testing/fake-locks';

let store: Store;
let n = 0;
beforeEach(async () => {
  n += 1;
  store = await openStore(`leader-${n}`);
});
afterEach(async () => {
  vi.useRealTimers();
  await store.db.delete();
});

/** A tab that leads until it is told to stop; `frozen` tabs never hear of it. */
function tab(locks: FakeLocks, how: { visible: boolean; frozen?: boolean }) {
  const stop = new AbortController();
  const seats: Seat[] = [];
  let ended = 0;
  const lead: Lead = async (seat, signal) => {
    seats.push(seat);
    await new Promise<void>((resolve) => {
      if (!how.frozen) signal.addEventListener('abort', () => resolve(), { once: true });
    });
    ended += 1;
  };
  const around: Surroundings = { locks, isVisible: () => how.visible, steady: () => performance.now() };
  const done = takePart(store, lead, stop.signal, around);
  return { seats, stop: () => stop.abort(), done, ended: () => ended };
}

const settled = (check: () => void) => vi.waitFor(check, { timeout: 2_000, interval: 5 });

test('one leads, and the next follows when its tab closes, with a later epoch', async () => {
  const locks = new FakeLocks();
  const one = tab(locks, { visible: true });
  await settled(() => expect(one.seats).toHaveLength(1));
  const two = tab(locks, { visible: true });
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(two.seats).toHaveLength(0);
  one.stop();
  await one.done;
  await settled(() => expect(two.seats).toHaveLength(1));
  expect(two.seats[0]?.epoch).toBeGreaterThan(one.seats[0]?.epoch ?? 0);
  two.stop();
  await two.done;
});

test('a visible tab steals from a silent one; the robbed one ends its reign and writes nothing more', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance'] });
  const locks = new FakeLocks();
  const frozen = tab(locks, { visible: true, frozen: true });
  await settled(() => expect(frozen.seats).toHaveLength(1));
  const hidden = tab(locks, { visible: false });
  const visible = tab(locks, { visible: true });
  await vi.advanceTimersByTimeAsync(SILENCE_MS - HEARTBEAT_MS);
  expect(visible.seats).toHaveLength(0);
  await vi.advanceTimersByTimeAsync(3 * HEARTBEAT_MS);
  vi.useRealTimers();
  await settled(() => expect(visible.seats).toHaveLength(1));
  expect(hidden.seats).toHaveLength(0);

  const robbed = frozen.seats[0] as Seat;
  await addEvent(store, { eventType: 'x', objectKind: 'x', objectId: '1', data: {} });
  const post = vi.fn();
  await expect(flushOnce(robbed, post, { force: true })).rejects.toMatchObject({
    name: expect.stringMatching(/NotLeader|Abort/),
  });
  expect(post).not.toHaveBeenCalled();
  await expect(asLeader(robbed, [store.db.events], () => store.db.events.clear())).rejects.toBeInstanceOf(NotLeader);
  expect(await queuedRows(store)).toHaveLength(1);
  for (const each of [hidden, visible]) {
    each.stop();
    await each.done;
  }
});

test('an answer that comes after the lead was lost changes nothing', async () => {
  const seat = await takeSeat(store, true);
  await addEvent(store, { eventType: 'x', objectKind: 'x', objectId: '1', data: {} });
  const pass = flushOnce(
    seat,
    async (_path, body) => {
      await takeSeat(store, false);
      const id = (body as { events: { client_generated_id: string }[] }).events[0]?.client_generated_id;
      const data = { results: [{ status: 202, client_generated_id: id }] };
      return { ours: true, status: 200, data, problem: null, retryAfterMs: 0, headers: new Headers() };
    },
    { force: true },
  );
  await expect(pass).rejects.toBeInstanceOf(NotLeader);
  expect(await queuedRows(store)).toMatchObject([{ state: 'waiting', retryCount: 1 }]);
});

test('a thief respects the leases of the robbed, an heir does not have to', async () => {
  const seat = await takeSeat(store, true);
  await addEvent(store, { eventType: 'x', objectKind: 'x', objectId: '1', data: {} });
  const silent = flushOnce(seat, () => new Promise(() => {}), { force: true });
  void silent;
  await settled(async () => undefined);
  await vi.waitFor(async () => expect((await queuedRows(store))[0]?.lease).toBeGreaterThan(0));
  const post = vi.fn(async () => ({ ours: false as const, status: 0, retryAfterMs: 0 }));
  expect(await flushOnce(await takeSeat(store, false), post, { force: true })).toMatchObject({ is: 'idle' });
  expect(post).not.toHaveBeenCalled();
  await flushOnce(await takeSeat(store, true), post, { force: true });
  expect(post).toHaveBeenCalledTimes(1);
});
