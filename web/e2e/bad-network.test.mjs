// Between the app and the server stands somebody else: what was written stays until our server has said so.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, beforeEach } from 'node:test';
import { anAthlete, until } from './people.mjs';
import { cut, hang, html, pass, refuse, startProxy } from './proxy.mjs';
import { finish, networkReturns, pill, queued, renameWorkout, rowsOf, signedIn, startWorkout, tick } from './steps.mjs';
import { test } from './story.mjs';
import { launchBrowser, startTaper } from './taper.mjs';

const MANY = 500;
/** Some seconds where the machine is not starved. */
const SENT_WITHIN_MS = 5 * 60_000;

let proxy;
let taper;
let browser;

before(async () => {
  proxy = await startProxy();
  [taper, browser] = await Promise.all([startTaper({ door: proxy.url }), launchBrowser()]);
  proxy.target = taper.url;
});

beforeEach(() => proxy.become(() => pass));

after(async () => {
  await browser?.close();
  await proxy?.end();
  await taper?.end();
});

const isApi = (request) => request.url.startsWith('/api/');
const isIngress = (request) => request.url.startsWith('/api/v1/notify/');
const isBatch = (request) => request.url.endsWith('/notify/events/batch');

test('refused, hanging, a portal, a proxy that forbids or finds it too large: nothing leaves the queue', async () => {
  const person = await anAthlete(taper, 'ida@example.com');
  const { plan } = person;
  const [workout, later] = plan.workouts;
  const page = await signedIn(browser, taper, person);
  proxy.become((request) => (isApi(request) ? refuse : pass));
  await renameWorkout(page, taper, plan, later, 'Through a bad network');
  await startWorkout(page, taper, workout);
  await tick(page, 1);
  await finish(page);
  await queued(page, 3);
  await page.goto(`${taper.door}/queue`);
  // The page has to have a token again, or nothing is tried.
  proxy.become((request) => (isIngress(request) ? refuse : pass));
  const told = async () => (await rowsOf(page, 'events')).map((row) => [row.client_generated_id, row.state, row.body]);
  const written = await told();
  const manners = {
    'no answer': refuse,
    portal: html(200),
    forbidden: html(403),
    'too large': html(413),
    gone: html(404),
  };
  // It is tried again by itself, ever more rarely; from the fifth time on the page offers to do it now.
  const sendNow = page.getByRole('button', { name: 'Send now' });
  assert.equal(await sendNow.count(), 0);
  await until('a button to send now', async () => {
    await networkReturns(page);
    return (await sendNow.count()) > 0;
  });
  for (const [name, manner] of Object.entries({ ...manners, 'answer that never comes': hang })) {
    let tries = 0;
    proxy.become((request) => {
      if (isBatch(request)) tries += 1;
      return isIngress(request) ? manner : pass;
    });
    await until(`a try with ${name}`, async () => {
      await sendNow.click();
      return tries > 0;
    });
    assert.deepEqual(await told(), written, name);
  }
  // The portal answers for the sign-in as well: nobody is signed out by it.
  proxy.become((request) => (isApi(request) ? html(200) : pass));
  await page.reload();
  await pill(page, 'Offline · 3 to send');
  assert.deepEqual(await told(), written);
  proxy.become(() => pass);
  await networkReturns(page);
  await pill(page, 'Synced');
  await queued(page, 0);
  const [done, ...more] = await person.workouts();
  assert.deepEqual([done.version, done.state, more.length], [2, 'completed', 0]);
  assert.equal((await person.read(`/plans/${plan.plan_id}`)).body.version, 2);
  await page.context().close();
});

test(`${MANY} writes, each answer cut off once the server has them: each arrives once, in order`, async () => {
  const person = await anAthlete(taper, 'max@example.com');
  const [workout] = person.plan.workouts;
  const page = await signedIn(browser, taper, person);
  proxy.become((request) => (isApi(request) ? refuse : pass));
  await startWorkout(page, taper, workout);
  await tick(page, 1);
  await finish(page);
  await queued(page, 2);
  // Two are the app's own; the others are copies of them for other workouts, sealed with the key of this device.
  const ids = [workout.workout_id, ...Array.from({ length: MANY / 2 - 1 }, () => randomUUID())];
  await page.evaluate(copyQueue, ids.slice(1));
  await queued(page, MANY);
  const order = (await rowsOf(page, 'events')).sort((a, b) => a.seq - b.seq).map((row) => row.client_generated_id);

  const seen = new Set();
  proxy.batches.length = 0;
  proxy.become((request) => {
    if (!isBatch(request)) return pass;
    // The first answer to each batch never arrives, whatever the server did with it.
    const batch = proxy.batches.at(-1);
    const ids = JSON.parse(batch)
      .events.map((event) => event.client_generated_id)
      .join();
    if (seen.has(ids)) return pass;
    seen.add(ids);
    return cut;
  });
  await until(
    'an empty queue',
    async () => {
      await networkReturns(page);
      return (await rowsOf(page, 'events')).length === 0;
    },
    SENT_WITHIN_MS,
  );
  assert.ok(seen.size >= MANY / 100, `${seen.size} answers were cut`);
  const arrived = new Set(
    proxy.batches.flatMap((batch) => JSON.parse(batch).events.map((event) => event.client_generated_id)),
  );
  assert.deepEqual([...arrived], order, 'sent in the order they were written');
  const workouts = [];
  for (let path = '/workouts?limit=100'; path; ) {
    const { body } = await person.read(path);
    workouts.push(...body.items);
    path = body.next_cursor && `/workouts?limit=100&cursor=${encodeURIComponent(body.next_cursor)}`;
  }
  assert.deepEqual(workouts.map((one) => one.workout_id).sort(), ids.toSorted());
  for (const one of workouts) assert.deepEqual([one.version, one.state], [2, 'completed']);
  await page.context().close();
});

/** In the page: writes the two queued rows (started, completed) again for each other workout, as the app would. */
async function copyQueue(ids) {
  const db = await new Promise((done, fail) => {
    const opening = indexedDB.open('offlineQueue');
    opening.onsuccess = () => done(opening.result);
    opening.onerror = () => fail(opening.error);
  });
  const all = (store) =>
    new Promise((done, fail) => {
      const reading = db.transaction(store).objectStore(store).getAll();
      reading.onsuccess = () => done(reading.result);
      reading.onerror = () => fail(reading.error);
    });
  const [{ key }] = await all('users');
  const patterns = await all('events');
  const cipher = (row, nonce) => ({
    name: 'AES-GCM',
    iv: nonce,
    additionalData: new TextEncoder().encode(JSON.stringify(['events', row.user_id, row.client_generated_id])),
  });
  const rows = [];
  for (const id of ids) {
    for (const { seq: _, ...pattern } of patterns) {
      const opened = await crypto.subtle.decrypt(
        cipher(pattern, pattern.body.slice(0, 12)),
        key,
        pattern.body.slice(12),
      );
      const queued = JSON.parse(new TextDecoder().decode(opened));
      const { plan_id: _plan, ...data } = queued.envelope.data;
      const row = { ...pattern, client_generated_id: crypto.randomUUID(), lane: `workout:${id}` };
      queued.objectId = id;
      queued.envelope = {
        ...queued.envelope,
        client_generated_id: row.client_generated_id,
        data: { ...data, workout_id: id },
      };
      const nonce = crypto.getRandomValues(new Uint8Array(12));
      const plain = new TextEncoder().encode(JSON.stringify(queued));
      const sealed = new Uint8Array(await crypto.subtle.encrypt(cipher(row, nonce), key, plain));
      row.body = new Uint8Array([...nonce, ...sealed]);
      rows.push(row);
    }
  }
  await new Promise((done, fail) => {
    const writing = db.transaction('events', 'readwrite');
    for (const row of rows) writing.objectStore('events').add(row);
    writing.oncomplete = done;
    writing.onerror = () => fail(writing.error);
  });
  db.close();
}
