// The server is another one than before: its stream cannot be resumed, or it serves a new build of the app.
import assert from 'node:assert/strict';
import { after, before, beforeEach } from 'node:test';
import { anAthlete, aPlan, until } from './people.mjs';
import { hang, pass, refuse, rewrite, startProxy } from './proxy.mjs';
import { finish, networkReturns, pill, putRow, queued, rowsOf, signedIn, startWorkout, tick } from './steps.mjs';
import { test } from './story.mjs';
import { launchBrowser, startTaper } from './taper.mjs';

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

for (const [what, cursorOf] of [
  ['restored from a backup', () => '00000000-0000-4000-8000-000000000000.7'],
  ['without what came since the device was last here', (cursor) => `${cursor.split('.')[0]}.999999`],
]) {
  test(`a stream ${what}: lists are read again, also after being killed in the middle, and nothing queued is lost`, async () => {
    const person = await anAthlete(taper, `reset-${what.split(' ')[0]}@example.com`);
    const other = aPlan({ name: 'Club meet', compIn: 70 });
    await person.send('program.plan.created', other);
    const { plan } = person;
    const page = await signedIn(browser, taper, person);
    const context = page.context();
    await page.goto(`${taper.door}/plan?plan=${other.plan_id}`);
    await page.getByRole('heading', { name: 'Club meet' }).waitFor();
    await pill(page, 'Synced');
    proxy.become((request) => (isApi(request) ? refuse : pass));
    await startWorkout(page, taper, plan.workouts[0]);
    await tick(page, 1);
    await finish(page);
    await queued(page, 2);
    await page.goto(`${taper.door}/healthz`);
    const cursor = (await rowsOf(page, 'meta')).find((row) => row.name === 'cursor');
    const strange = { ...cursor, value: cursorOf(cursor.value) };
    await putRow(page, 'meta', strange);
    // Meanwhile elsewhere.
    await person.send('program.plan.deleted', { plan_id: other.plan_id, base_version: 1 });
    await person.send('program.plan.updated', { ...plan, name: 'Nordic Masters', base_version: 1 });

    const cursorNow = async () => (await rowsOf(page, 'meta')).find((row) => row.name === 'cursor').value;
    let reading = false;
    proxy.become((request) => {
      if (!request.url.startsWith('/api/v1/workouts')) return pass;
      reading = true;
      return hang;
    });
    const killed = await context.newPage();
    await killed.goto(`${taper.door}/queue`);
    await until('the middle of reading again', () => reading);
    await killed.close();
    assert.equal(await cursorNow(), strange.value, 'not done, so all of it is done again');

    proxy.become(() => pass);
    const again = await context.newPage();
    await again.goto(`${taper.door}/plan`);
    await again.getByRole('heading', { name: 'Nordic Masters' }).waitFor();
    await until('the cursor', async () => (await cursorNow()) !== strange.value);
    await queued(again, 0);
    await pill(again, 'Synced');
    await again.goto(`${taper.door}/plan?plan=${other.plan_id}`);
    await again.getByRole('heading', { name: 'Nordic Masters' }).waitFor();
    assert.equal(await again.getByText('Club meet').count(), 0, 'what is gone is swept');
    const [done, ...more] = await person.workouts();
    assert.deepEqual([done.version, done.state, more.length], [2, 'completed', 0]);
    await context.close();
  });
}

test('a new build with a workout open: announced, no reload, what is queued stays the same to the byte', async () => {
  const person = await anAthlete(taper, 'build@example.com');
  const [workout] = person.plan.workouts;
  const page = await signedIn(browser, taper, person);
  proxy.become((request) => (isApi(request) ? refuse : pass));
  await page.goto(taper.door);
  await startWorkout(page, taper, workout);
  await tick(page, 1);
  const bodies = async () => (await rowsOf(page, 'events')).map((row) => [row.client_generated_id, row.body]);
  await queued(page, 1);
  const [started] = await bodies();
  await page.evaluate(() => {
    globalThis.sameDocument = true;
  });
  proxy.become((request) => {
    if (isApi(request)) return refuse;
    if (request.url === '/service-worker.js') return rewrite(secondWorker);
    return request.url.startsWith('/index.html') ? rewrite(secondPage) : pass;
  });
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update());
  await page.getByText('A new version is here.').waitFor();
  await page.getByRole('button', { name: 'Update' }).click();
  await page.getByText('It is put in place when no workout or form is open.').waitFor();
  await tick(page, 2);
  assert.equal(await page.evaluate(() => globalThis.sameDocument), true, 'not reloaded');
  // It lies over the end of a workout: whoever reads that it waits puts it off.
  await page.getByRole('button', { name: 'Later' }).click();
  await finish(page);
  const before = await bodies();
  assert.deepEqual(before[0], started);

  const another = await page.context().newPage();
  await another.goto(`${taper.door}/history`);
  // Up, and so listening for the worker that replaces its own.
  await another.getByRole('heading', { name: 'History' }).waitFor();
  await another.getByRole('button', { name: 'Update' }).click();
  // All tabs: the old build's pages are not there any more.
  for (const tab of [page, another]) await tab.locator('meta[name=build][content="2"]').waitFor({ state: 'attached' });
  await pill(page, 'Offline · 2 to send');
  assert.deepEqual(await bodies(), before);
  proxy.become(() => pass);
  await networkReturns(page);
  await pill(page, 'Synced');
  await queued(page, 0);
  const [done, ...more] = await person.workouts();
  assert.deepEqual([done.version, done.done.exercises_summary[0].sets.length, more.length], [2, 2, 0]);
  await page.context().close();
});

const secondPage = (text) => text.replace('<head>', '<head><meta name="build" content="2">');

/** The worker of a build that differs in its page. */
const secondWorker = (text) => text.replace(/("?revision"?:)"[^"]*"(,"?url"?:"index\.html")/, '$1"2"$2');
