import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { send } from './channel';
import type { Answer } from './http';
import type { Post } from './outcomes';
import { runSender } from './sender';
import { failedTries, reportContact } from './status-link';
import { Device } from './testing/device';
import { registerModelKinds } from './testing/model-kinds';
import { ModelServer } from './testing/model-server';
import { edit } from './testing/two-devices';
import { listenForWakes } from './wakes';

/** Well below the shortest wait of the sender, and well above what one pass takes. */
const AT_ONCE = { timeout: 1_500 };
const NOBODY: Answer = { ours: false, status: 0, retryAfterMs: 0 };

const browser = new EventTarget();
let server: ModelServer;
let phone: Device;
let ended: AbortController;
let running: Promise<void>;
let n = 0;
/** Requests so far; a test sees to it what happens while the next one is on its way. */
let asked: string[];
let meanwhile: (path: string) => Promise<Answer | undefined>;

beforeEach(async () => {
  server = new ModelServer();
  registerModelKinds(() => server);
  vi.stubGlobal('addEventListener', browser.addEventListener.bind(browser));
  vi.stubGlobal('removeEventListener', browser.removeEventListener.bind(browser));
  n += 1;
  phone = await Device.start(`sender-${n}`, () => server);
  asked = [];
  meanwhile = async () => undefined;
  ended = new AbortController();
  running = Promise.resolve();
});
afterEach(async () => {
  ended.abort();
  await running;
  vi.unstubAllGlobals();
  await phone.stop();
});

const post: Post = async (path, body) => {
  asked.push(path);
  return (await meanwhile(path)) ?? server.post(path, structuredClone(body), 'none');
};

function start(token: () => Promise<string | null> = async () => 'token'): void {
  const wakes = listenForWakes(ended.signal);
  const link = { post, token, wait: wakes.wait };
  running = runSender(phone.store, link, ended.signal).finally(wakes.stop);
}

const add = (log_id: string) =>
  phone.write({ eventType: 'log.added', objectKind: 'log', objectId: log_id, data: { log_id, entry: 'one' } });
const states = async () => (await phone.queued()).map((row) => row.state);
const sends = () => asked.filter((path) => path.endsWith('/batch')).length;
const becomesSent = (count: number) => vi.waitFor(() => expect(sends()).toBe(count), AT_ONCE);
/** Nothing to do: it waits. */
const atRest = () => new Promise((done) => setTimeout(done, 100));

describe('goes on at once', () => {
  test('when something is written while it asks after what was taken', async () => {
    await add('l1');
    await phone.flush();
    await phone.store.db.events.toCollection().modify({ nextRetryAt: 0 });
    meanwhile = async () => {
      meanwhile = async () => undefined;
      await add('l2');
      send({ type: 'wake' });
      return undefined;
    };
    start();
    await becomesSent(1);
  });

  test('when the network is back while a try is failing', async () => {
    await add('l1');
    meanwhile = async () => {
      meanwhile = async () => undefined;
      browser.dispatchEvent(new Event('online'));
      return NOBODY;
    };
    start();
    await becomesSent(2);
    await vi.waitFor(async () => expect(await states()).toEqual(['accepted']), AT_ONCE);
  });

  test('with the edit that two were merged into', async () => {
    const desk = await Device.start(`sender-${n}-desk`, () => server);
    server.notes.set('n1', { note_id: 'n1', version: 1, a: 0, b: 0, parts: [] });
    for (const device of [phone, desk]) await device.listen();
    await edit(desk, { b: 2 });
    await desk.flush();
    server.process();
    await edit(phone, { a: 1 });
    start();
    await becomesSent(1);
    await atRest();
    server.process();
    await phone.listen();
    await becomesSent(2);
    server.process();
    expect(server.notes.get('n1')).toMatchObject({ a: 1, b: 2 });
    await desk.stop();
  });

  test('with what the server turns out not to know', async () => {
    await add('l1');
    await phone.flush();
    server = new ModelServer();
    start();
    await atRest();
    await phone.outcomes();
    await becomesSent(1);
  });
});

test('each try in vain is counted for all tabs, also where nobody can be signed in, until one gets through', async () => {
  const token = vi.fn(async (): Promise<string | null> => null);
  await add('l1');
  start(token);
  for (let failed = 1; failed <= 6; failed++) {
    await vi.waitFor(() => expect(failedTries()).toBe(failed), AT_ONCE);
    if (failed === 3) {
      token.mockResolvedValue('token');
      meanwhile = async () => NOBODY;
    }
    if (failed === 6) meanwhile = async () => undefined;
    browser.dispatchEvent(new Event('online'));
  }
  await vi.waitFor(() => expect(failedTries()).toBe(0), AT_ONCE);
});

test('an answer that shows that the server is there cuts a wait short, and is not kept for the next one', async () => {
  await add('l1');
  meanwhile = async () => {
    // The stream gets through, this does not: each answer says so.
    reportContact(false);
    reportContact(true);
    return NOBODY;
  };
  start();
  await becomesSent(1);
  await atRest();
  expect(sends()).toBe(1);
  reportContact(false);
  reportContact(true);
  await becomesSent(2);
});
