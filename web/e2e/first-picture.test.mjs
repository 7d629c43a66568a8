// Before the app is here its page is: the door or home, in its place. What comes then moves nothing of it.
import assert from 'node:assert/strict';
import { anAthlete, until } from './people.mjs';
import { browser, taper } from './served.mjs';
import { allRead, DESKTOP, newDevice, PHONE, signIn } from './steps.mjs';
import { test } from './story.mjs';

const LOOKS = [
  ['phone', PHONE],
  ['desktop', DESKTOP],
];

/** From now on the app's script does not arrive; returns how to let it through. */
async function heldBack(page) {
  let release;
  const released = new Promise((done) => {
    release = done;
  });
  await page.route('**/assets/app-*.js', async (route) => {
    await released;
    await route.continue();
  });
  return release;
}

/** Where the visible ones of these words stand, once they have their own font. */
const places = (page, words) =>
  page.evaluate(async (wanted) => {
    await document.fonts.ready;
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    const found = [];
    while (texts.nextNode()) {
      const { currentNode: text } = texts;
      const word = text.textContent.trim();
      range.selectNodeContents(text);
      const { x, y, width } = range.getBoundingClientRect();
      if (wanted.includes(word) && width > 1) found.push([word, ...[x, y, width].map(Math.round)].join(' '));
    }
    return found.sort();
  }, words);

async function stays(page, words, before) {
  const after = await places(page, words);
  const moved = before.filter((place) => !after.includes(place));
  assert.deepEqual(moved, [], `now: ${after.join(', ')}`);
}

/** What the browser complained about. */
function complaints(page) {
  const heard = [];
  page.on('console', (message) => message.type() === 'error' && heard.push(message.text()));
  page.on('pageerror', (error) => heard.push(String(error)));
  return heard;
}

for (const [name, viewport] of LOOKS) {
  test(`somebody new sees the door at once, and it stays where it is, ${name}`, async () => {
    const context = await newDevice(browser, { viewport, locale: 'de-DE' });
    const page = await context.newPage();
    const heard = complaints(page);
    const answers = [];
    page.on('response', (answer) => answers.push(answer));
    const release = await heldBack(page);
    await page.goto(taper.door, { waitUntil: 'commit' });
    const words = ['Taper', 'Training für den Tag, der zählt.'];
    await page.getByText(words[1]).locator('visible=true').waitFor();
    const before = await places(page, words);
    assert.equal(before.length, 2, before.join());
    assert.equal(await page.getByLabel('Passwort', { exact: true }).count(), 0, 'the app is not here yet');
    release();
    await page.getByLabel('Passwort', { exact: true }).waitFor();
    await stays(page, words, before);
    assert.equal(new URL(page.url()).pathname, '/sign-in');
    const codings = await Promise.all(
      answers
        .filter((answer) => /\/$|\.js$/.test(new URL(answer.url()).pathname))
        .map((answer) => answer.headerValue('content-encoding')),
    );
    assert.deepEqual([...new Set(codings)], ['br']);
    // Nothing of the house is asked for by who stands at the door.
    assert.deepEqual(
      answers.map((answer) => answer.url()).filter((url) => url.includes('/assets/today-')),
      [],
    );
    assert.deepEqual(heard, []);
    await context.close();
  });

  test(`who is signed in sees home at once, and it stays where it is, ${name}`, async () => {
    const person = await anAthlete(taper, `first-${name}@example.com`);
    // With the app on the device there is nothing to hold back.
    const context = await newDevice(browser, { viewport, serviceWorkers: 'block' });
    const page = await context.newPage();
    await signIn(page, taper, person);
    await allRead(page, person);
    const heard = complaints(page);
    const release = await heldBack(page);
    await page.reload({ waitUntil: 'commit' });
    const words = ['Taper', 'Today', 'Plan', 'Train', 'Me'];
    await page.getByText('Train', { exact: true }).locator('visible=true').waitFor();
    const before = await places(page, words);
    assert.equal(before.length, words.length, before.join());
    assert.equal(await page.getByText(person.plan.name).count(), 0, 'the app is not here yet');
    release();
    await page.getByText(person.plan.name).locator('visible=true').first().waitFor();
    await stays(page, words, before);
    assert.deepEqual(heard, []);
    await context.close();
  });
}

test('a page that is asked for anew and is still the same may run its script', async () => {
  const context = await newDevice(browser, { locale: 'de-DE', serviceWorkers: 'block' });
  const page = await context.newPage();
  const heard = complaints(page);
  await page.goto(`${taper.door}/sign-in`);
  await page.reload();
  await page.getByLabel('Passwort', { exact: true }).waitFor();
  assert.deepEqual(heard, []);
  await context.close();
});

for (const file of ['boot', 'base', 'door'])
  test(`where ${file} of the app's files does not come, the page says so, and comes again once the server answers`, async () => {
    const context = await newDevice(browser, { locale: 'de-DE', serviceWorkers: 'block' });
    const page = await context.newPage();
    let isAway = true;
    let asked = 0;
    await page.route(`**/assets/${file}-*.js`, (route) => (isAway ? route.abort() : route.continue()));
    await page.route(taper.door, (route) => {
      if (route.request().method() !== 'HEAD') return route.continue();
      asked++;
      return isAway ? route.abort() : route.continue();
    });
    await page.goto(`${taper.door}/sign-in`);
    const said = page.getByText('Taper ist noch nicht ganz angekommen.');
    await said.waitFor();
    await until('two questions', () => asked >= 2);
    await said.waitFor();
    isAway = false;
    await page.getByLabel('Passwort', { exact: true }).waitFor();
    assert.equal(await said.count(), 0);
    const times = await page.evaluate(() => sessionStorage.getItem('taper.missing'));
    assert.equal(times, null, 'the next time is a first one again');
    await context.close();
  });
