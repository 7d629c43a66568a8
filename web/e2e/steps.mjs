// What people do in the app, and what can be seen there: by roles, labels and texts.
import { until } from './people.mjs';
import { say, speaks } from './words.mjs';

export const PHONE = { width: 390, height: 844 };
export const DESKTOP = { width: 1280, height: 800 };
/** Longer than the longest pause between two tries of the app. */
const PATIENCE_MS = 75_000;

/** A browser of its own on the same machine: its own storage, nobody signed in. */
export async function newDevice(browser, options = {}) {
  const how = { viewport: PHONE, locale: 'en-GB', timezoneId: 'UTC', ...options };
  const context = await browser.newContext(how);
  context.setDefaultTimeout(PATIENCE_MS);
  speaks(context, how.locale);
  return context;
}

export async function signIn(page, taper, person) {
  if (!page.url().includes('/sign-in')) await page.goto(`${taper.door}/sign-in`);
  await page.getByLabel(say(page, 'auth.email')).fill(person.email);
  await page.getByLabel(say(page, 'auth.password'), { exact: true }).fill(person.password);
  await page.getByRole('button', { name: say(page, 'auth.signIn.submit'), exact: true }).click();
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
}

/** A page of a new device with the person signed in, everything read, and the app installed. */
export async function signedIn(browser, taper, person, options) {
  const context = await newDevice(browser, options);
  const page = await context.newPage();
  await signIn(page, taper, person);
  await installed(page);
  await allRead(page, person);
  return page;
}

/** Everything of the person is on the device. */
export async function allRead(page, person) {
  await pill(page, say(page, 'common.sync.synced'));
  if (person.plan) await page.getByText(person.plan.name).locator('visible=true').first().waitFor();
}

/** Once the worker holds all of the app and answers for this page, it goes on without a server. */
export const installed = (page) => page.waitForFunction(() => navigator.serviceWorker.controller !== null);

/** As the browser says it: whoever backs off tries at once. */
export const networkReturns = (page) => page.evaluate(() => void window.dispatchEvent(new Event('online')));

/** The sync pill says so; there is one for phones and one for desktops. */
export const pill = (page, text) =>
  page
    .getByRole('link', { name: say(page, 'common.sync.label', { state: text }) })
    .locator('visible=true')
    .first()
    .waitFor();

export async function startWorkout(page, taper, workout) {
  await page.goto(`${taper.door}/train/${workout.workout_id}`);
  await page.getByRole('heading', { name: workout.exercises[0].name, exact: true }).waitFor();
}

export async function tick(page, number) {
  await page.getByRole('button', { name: say(page, 'workout.tick', { number }), exact: true }).click();
  await ticked(page, number);
}

export const ticked = (page, number, options) =>
  page.getByRole('button', { name: say(page, 'workout.untick', { number }), exact: true }).waitFor(options);

/** Opens the sheet that ends a workout, and finds its last button. */
export async function openFinish(page) {
  await page.getByRole('button', { name: say(page, 'workout.finish'), exact: true }).click();
  return page.getByRole('dialog').getByRole('button', { name: say(page, 'workout.finishGo') });
}

export async function finish(page) {
  const button = await openFinish(page);
  await button.click();
  await page.waitForURL((url) => url.pathname === '/');
}

/** Changes the title of a planned workout. */
export async function renameWorkout(page, taper, plan, workout, title) {
  await page.goto(`${taper.door}/plan?plan=${plan.plan_id}&workout=${workout.workout_id}`);
  await editTitle(page, title);
}

/** By the tab; done when the plan itself is there, and not only its name on the page before. */
export async function goToPlan(page) {
  await page.getByRole('link', { name: 'Plan', exact: true }).locator('visible=true').click();
  await page.getByRole('button', { name: 'Plan details' }).waitFor();
}

/** A workout in the list of the plan, as a phone shows it. */
export const openWorkout = (page, title) =>
  page
    .getByRole('button')
    .filter({ has: page.getByText(title, { exact: true }) })
    .click();

/** With the workout open in the planner. */
export async function editTitle(page, title) {
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  await page.getByLabel('Title').fill(title);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('heading', { name: title }).first().waitFor();
}

/** Of the workout that is open in the planner. */
export async function editNotes(page, notes) {
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  await page.getByLabel('Notes', { exact: true }).fill(notes);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText(notes, { exact: true }).first().waitFor();
}

/** Reads one store of the device's database as it stands on the disk, or puts a row into it first. */
const onDisk = (page, store, row) =>
  page.evaluate(
    ([name, value]) =>
      new Promise((done, fail) => {
        const opening = indexedDB.open('offlineQueue');
        // Not made yet: that is for the app to do.
        opening.onupgradeneeded = () => opening.transaction.abort();
        opening.onerror = () => fail(opening.error);
        opening.onsuccess = () => {
          const db = opening.result;
          try {
            const work = db.transaction(name, value ? 'readwrite' : 'readonly', { durability: 'strict' });
            if (value) work.objectStore(name).put(value);
            const reading = work.objectStore(name).getAll();
            const plain = (value) => (value instanceof Uint8Array ? [...value].join() : value);
            const line = ({ key: _, ...row }) =>
              Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plain(value)]));
            work.onabort = () => fail(work.error);
            work.oncomplete = () => done(reading.result.map(line));
          } catch (error) {
            fail(error);
          } finally {
            // Once the transaction is over.
            db.close();
          }
        };
      }),
    [store, row],
  );

/** Rows of one store. */
export const rowsOf = (page, store) => onDisk(page, store);

/** Puts one row, as a device with another past would have it. */
export const putRow = (page, store, row) => onDisk(page, store, row);

/** Something else on this origin takes all the room that is left. */
export const fillDisk = (page) =>
  page.evaluate(
    () =>
      new Promise((done, fail) => {
        const opening = indexedDB.open('filler');
        opening.onerror = () => fail(opening.error);
        opening.onupgradeneeded = () => opening.result.createObjectStore('filler', { autoIncrement: true });
        const fill = async () => {
          const put = (bytes) =>
            new Promise((put) => {
              const writing = opening.result.transaction('filler', 'readwrite');
              writing.objectStore('filler').put(crypto.getRandomValues(new Uint8Array(bytes)));
              writing.oncomplete = () => put(true);
              writing.onabort = () => put(false);
            });
          for (const bytes of [65_536, 10_000, 1_000, 100]) while (await put(bytes));
          opening.result.close();
        };
        opening.onsuccess = () => void fill().then(done, fail);
      }),
  );

export const emptyDisk = (page) =>
  page.evaluate(
    () =>
      new Promise((done, fail) => {
        const deleting = indexedDB.deleteDatabase('filler');
        deleting.onerror = () => fail(deleting.error);
        deleting.onsuccess = () => done();
      }),
  );

/** Waits until so many writes wait on the device. */
export const queued = (page, count) =>
  until(`${count} queued`, async () => (await rowsOf(page, 'events')).length === count);
