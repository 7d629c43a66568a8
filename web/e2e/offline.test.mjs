// A workout with the network off and the device at its limits: nothing that was ticked is lost, nothing is ticked that
// is not kept, and the server has each workout once.
import assert from 'node:assert/strict';
import { anAthlete, aPlan, until } from './people.mjs';
import { browser, taper } from './served.mjs';
import {
  allRead,
  emptyDisk,
  fillDisk,
  finish,
  goToPlan,
  installed,
  networkReturns,
  newDevice,
  openFinish,
  pill,
  queued,
  renameWorkout,
  rowsOf,
  signedIn,
  signIn,
  startWorkout,
  tick,
  ticked,
} from './steps.mjs';
import { test } from './story.mjs';

const TWO_DAYS_MS = 2 * 86_400_000;
/** Enough for the app and one athlete. */
const ROOM_BYTES = 6_000_000;
const LOOK_MS = 3_000;

test('killed after three ticks, opened again offline, Finish tapped twice: one workout, and the pages agree', async () => {
  const person = await anAthlete(taper, 'bea@example.com');
  const [workout] = person.plan.workouts;
  const page = await signedIn(browser, taper, person);
  await taper.kill();
  await startWorkout(page, taper, workout);
  for (const set of [1, 2, 3]) await tick(page, set);
  await queued(page, 1);
  await page.close();

  const again = await page.context().newPage();
  await startWorkout(again, taper, workout);
  for (const set of [1, 2, 3]) await ticked(again, set);
  await pill(again, 'Offline · 1 to send');
  for (const set of [4, 5]) await tick(again, set);
  await (await openFinish(again)).dblclick();
  await again.waitForURL((url) => url.pathname === '/');
  await queued(again, 2);
  await again.goto(`${taper.door}/history`);
  await again.getByText('Squat day').waitFor();
  await again.getByText('Not sent yet').waitFor();
  await again.getByText('You are offline. This may be out of date.').waitFor();

  await taper.start();
  await networkReturns(again);
  await pill(again, 'Synced');
  await queued(again, 0);
  const workouts = await person.workouts();
  assert.equal(workouts.length, 1);
  assert.equal(workouts[0].workout_id, workout.workout_id);
  assert.deepEqual(await rowsOf(again, 'drafts'), [], 'nothing is under way any more');
  assert.equal(workouts[0].version, 2, 'started and completed, each once');
  const [squats] = workouts[0].done.exercises_summary;
  assert.equal(squats.sets.length, 5);
  for (const set of squats.sets) assert.deepEqual([set.reps, set.weight], [3, { value: 142.5, unit: 'kg' }]);

  const other = await signedIn(browser, taper, person);
  for (const device of [again, other]) {
    await device.goto(`${taper.door}/history/${workout.workout_id}`);
    await device.getByRole('heading', { name: 'Squat day' }).waitFor();
    assert.equal(await device.getByText('142.5').count(), 5);
    assert.equal(await device.getByText('Not sent yet').count(), 0);
    await device.context().close();
  }
});

test('the first visit goes on offline, on pages not seen before', async () => {
  const person = await anAthlete(taper, 'first@example.com');
  const page = await (await newDevice(browser)).newPage();
  await signIn(page, taper, person);
  await installed(page);
  await allRead(page, person);
  // Only what the app itself keeps counts, not what the browser happens to have at hand.
  await (await page.context().newCDPSession(page)).send('Network.clearBrowserCache');
  let loads = 0;
  page.on('load', () => (loads += 1));
  await taper.kill();
  await goToPlan(page);
  for (const [tab, text] of [
    ['Train', 'Coming up'],
    ['Me', 'How Taper looks and counts'],
  ]) {
    await page.getByRole('link', { name: tab, exact: true }).locator('visible=true').click();
    await page.waitForURL((url) => url.pathname === `/${tab.toLowerCase()}`);
    await page.getByRole('main').getByText(text).first().waitFor();
  }
  assert.equal(loads, 0, 'not loaded again');
  await page.context().close();
  await taper.start();
});

test('the tab is closed with a full queue; opened again, all of it arrives once', async () => {
  const person = await anAthlete(taper, 'cleo@example.com');
  const { plan } = person;
  const [today, later] = plan.workouts;
  const page = await signedIn(browser, taper, person);
  await taper.kill();
  await renameWorkout(page, taper, plan, later, 'Moved to the evening');
  await startWorkout(page, taper, today);
  await tick(page, 1);
  await finish(page);
  await page.goto(`${taper.door}/me/settings`);
  await page.getByText('lb', { exact: true }).click();
  await queued(page, 4);
  const context = page.context();
  await page.close();
  await taper.start();

  const again = await context.newPage();
  await again.goto(taper.door);
  await pill(again, 'Synced');
  await queued(again, 0);
  const { body: settings } = await person.read('/settings/app');
  assert.deepEqual([settings.app_settings.units, settings.version], ['lb', 1]);
  const { body: standing } = await person.read(`/plans/${plan.plan_id}`);
  assert.equal(standing.version, 2);
  assert.equal(standing.workouts.find((one) => one.workout_id === later.workout_id).title, 'Moved to the evening');
  const [done, ...more] = await person.workouts();
  assert.deepEqual([done.workout_id, done.version, more.length], [today.workout_id, 2, 0]);
  await context.close();
});

test('a device without room ticks nothing and says so; with room again it goes on', async () => {
  const person = await anAthlete(taper, 'dora@example.com');
  const [workout] = person.plan.workouts;
  const page = await (await newDevice(browser)).newPage();
  const cdp = await page.context().newCDPSession(page);
  // Before anything is stored: the browser remembers for a while how much room there is.
  await page.goto(`${taper.door}/healthz`);
  await cdp.send('Storage.overrideQuotaForOrigin', { origin: taper.door, quotaSize: ROOM_BYTES });
  await signIn(page, taper, person);
  await allRead(page, person);
  await startWorkout(page, taper, workout);
  await tick(page, 1);
  await until('the workout has started', async () => (await person.workouts()).length === 1);
  await queued(page, 0);
  await fillDisk(page);
  const drafts = await rowsOf(page, 'drafts');
  await page.getByRole('button', { name: 'Set 2 done', exact: true }).click();
  await page.getByText('This device has no room left').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Set 2 done', exact: true }).count(), 1, 'no false tick');
  assert.deepEqual(await rowsOf(page, 'drafts'), drafts);
  await emptyDisk(page);
  await cdp.send('Storage.overrideQuotaForOrigin', { origin: taper.door });
  // The browser learns of the room only by and by.
  await until('a tick is kept again', async () => {
    // A tick may take longer than the look after the click: then there is nothing to be clicked any more.
    const button = page.getByRole('button', { name: 'Set 2 done', exact: true });
    await button.click({ timeout: LOOK_MS }).catch(() => {});
    return ticked(page, 2, { timeout: LOOK_MS }).then(
      () => true,
      () => false,
    );
  });
  await finish(page);
  await queued(page, 0);
  const [done] = await person.workouts();
  assert.equal(done.done.exercises_summary[0].sets.length, 2);
  await page.context().close();
});

for (const [name, shift] of [
  ['ahead', TWO_DAYS_MS],
  ['behind', -TWO_DAYS_MS],
]) {
  test(`competition day on a device two days ${name}: the day is today, and the sets have the right time`, async () => {
    const person = await anAthlete(taper, `clock-${name}@example.com`, aPlan({ compIn: 0 }));
    const { plan } = person;
    const [workout] = plan.workouts;
    const context = await newDevice(browser);
    await context.addInitScript((by) => {
      const Real = Date;
      globalThis.Date = class extends Real {
        constructor(...given) {
          super(...(given.length > 0 ? given : [Real.now() + by]));
        }
        static now() {
          return Real.now() + by;
        }
      };
    }, shift);
    const page = await context.newPage();
    await signIn(page, taper, person);
    await installed(page);
    await allRead(page, person);
    await page.getByText('Today is the day').locator('visible=true').first().waitFor();
    await taper.kill();
    await page.reload();
    await page.getByText('Today is the day').locator('visible=true').first().waitFor();
    await renameWorkout(page, taper, plan, workout, 'Openers');
    const before = Date.now();
    await startWorkout(page, taper, workout);
    await tick(page, 1);
    await finish(page);
    await queued(page, 3);
    await taper.start();
    await networkReturns(page);
    await pill(page, 'Synced');
    const [{ done }] = await person.workouts();
    const tickedAt = Date.parse(done.exercises_summary[0].sets[0].completed_at);
    assert.ok(Math.abs(tickedAt - before) < 60_000, `${done.exercises_summary[0].sets[0].completed_at}`);
    const { body: standing } = await person.read(`/plans/${plan.plan_id}`);
    assert.deepEqual([standing.version, standing.workouts[0].title], [2, 'Openers']);
    await page.goto(`${taper.door}/history/${workout.workout_id}`);
    const begun = new Date(done.start_timestamp);
    const monthName = new Intl.DateTimeFormat('en-GB', { month: 'long', timeZone: 'UTC' }).format(begun);
    await page.getByText(`${begun.getUTCDate()} ${monthName}`).first().waitFor();
    await context.close();
  });
}

test('a locked phone comes back to how long the rest has been over', async () => {
  const person = await anAthlete(taper, 'rest@example.com');
  const [workout] = person.plan.workouts;
  const context = await newDevice(browser);
  // From the first page on: a clock that changes under a request misreads how long its answer travelled.
  await context.clock.install();
  const page = await context.newPage();
  await signIn(page, taper, person);
  await installed(page);
  await allRead(page, person);
  await startWorkout(page, taper, workout);
  await tick(page, 1);
  await page
    .getByRole('region', { name: 'Rest' })
    .getByText(/rest of 3:00/)
    .waitFor();
  // Asleep: no timer runs, only the time goes on. Offline, as the server's clock does not go on with it.
  await until('the workout has started', async () => (await person.workouts()).length === 1);
  await queued(page, 0);
  await context.setOffline(true);
  await pill(page, 'Offline · workout kept here');
  // An answer under way brings the server's time: it must not come after the device's has been moved.
  await page.waitForTimeout(1500);
  await context.clock.fastForward('03:42');
  await page
    .getByRole('region', { name: 'Rest' })
    // At least: what came before took some seconds of its own.
    .getByText(/over by (0:4[2-9]|0:5\d|[1-9]:\d\d)/)
    .waitFor();
  await context.close();
});
