// web.md, Quality: performance, accessibility and best practices of at least 95, as Lighthouse sees a phone on a slow
// network: at the door with nothing of the app on it yet, and signed in on Today with the app on the device.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import lighthouse from 'lighthouse';
import { throttling } from 'lighthouse/core/config/constants.js';
import { pageFunctions } from 'lighthouse/core/lib/page-functions.js';
import { anAthlete } from './people.mjs';
import { allRead, installed, signIn } from './steps.mjs';
import { freePort, launchProfile, startTaper } from './taper.mjs';

const LEAST = 95;
const CATEGORIES = ['performance', 'accessibility', 'best-practices'];
/** `make lighthouse`, on a machine with nothing else to do. Among other tests the times are told, and judge nothing. */
const IS_ALONE = process.env.LIGHTHOUSE === 'alone';
const JUDGED = CATEGORIES.filter((category) => IS_ALONE || category !== 'performance');
/** Times move with what else the machine does: the middle one of these counts. */
const RUNS = IS_ALONE ? 3 : 1;

let taper;
let dir;
let port;

before(async () => {
  port = await freePort();
  dir = await mkdtemp(join(tmpdir(), 'taper-lighthouse-'));
  taper = await startTaper();
});

after(async () => {
  await taper?.end();
  await rm(dir, { recursive: true, force: true, maxRetries: 5 });
});

/**
 * What happens in a browser that was just started, as Lighthouse's own is; the profile stays. In an older one the profiler
 * of a run first goes through all that earlier pages left: 500 ms that Lighthouse takes for the page's.
 */
async function inBrowser(what) {
  const browser = await launchProfile(port, { dir, locale: 'en-GB', timezoneId: 'UTC' });
  try {
    return await what(browser);
  } finally {
    await browser.close();
  }
}

/**
 * Lighthouse slows the processor down four times, which makes a phone of the middle of a fast desktop. A machine that is
 * slower, or busy, is slowed down less, by the index that Lighthouse measures (its docs/throttling.md and calculator).
 */
function slowdown(index) {
  if (index >= 1300) return Math.min(4, 3 + (index - 1300) / 233);
  return index >= 800 ? 2 + (index - 800) / 500 : Math.max(1, 1 + (index - 150) / 650);
}

/** What the browser kept of the app is gone, if asked for; how fast the machine is just now. */
async function prepare(browser, { isNew }) {
  const page = await browser.newPage();
  if (isNew) {
    const devtools = await browser.newCDPSession(page);
    const storageTypes = 'service_workers,cache_storage';
    await devtools.send('Storage.clearDataForOrigin', { origin: taper.door, storageTypes });
    await devtools.send('Network.clearBrowserCache');
  }
  const index = await page.evaluate(pageFunctions.computeBenchmarkIndex);
  await page.close();
  return slowdown(index);
}

async function look(browser, path, options) {
  const cpuSlowdownMultiplier = await prepare(browser, options);
  const { lhr } = await lighthouse(`${taper.door}${path}`, {
    port,
    onlyCategories: CATEGORIES,
    formFactor: 'mobile',
    throttlingMethod: 'simulate',
    throttling: { ...throttling.mobileSlow4G, cpuSlowdownMultiplier },
    // The stream of a signed-in page never ends.
    maxWaitForLoad: 15_000,
    disableStorageReset: true,
    logLevel: 'error',
  });
  assert.equal(lhr.runtimeError, undefined, lhr.runtimeError?.message);
  assert.equal(new URL(lhr.finalDisplayedUrl).pathname, path);
  return lhr;
}

/** The category's score from 0 to 100. */
const score = (lhr, category) => Math.round((lhr.categories[category].score ?? 0) * 100);

/** What counts against a category: each audit with what it says. */
const reasons = (lhr, category) =>
  lhr.categories[category].auditRefs
    .filter(({ id, weight }) => weight > 0 && (lhr.audits[id].score ?? 1) < 1)
    .map(({ id }) => `${id} ${lhr.audits[id].score}: ${lhr.audits[id].displayValue ?? lhr.audits[id].title}`);

async function holds(path, options) {
  const runs = [];
  for (let run = 0; run < RUNS; run++) runs.push(await inBrowser((browser) => look(browser, path, options)));
  const wrong = CATEGORIES.flatMap((category) => {
    const middle = runs.toSorted((a, b) => score(a, category) - score(b, category))[Math.floor(RUNS / 2)];
    const told = `${category} of ${path}: ${runs.map((run) => score(run, category)).join(', ')}`;
    console.log(told);
    return JUDGED.includes(category) && score(middle, category) < LEAST ? [told, ...reasons(middle, category)] : [];
  });
  assert.deepEqual(wrong, []);
}

test('the door, for somebody new', () => holds('/sign-in', { isNew: true }));

test('Today, for who is signed in and has the app on the device', async () => {
  const person = await anAthlete(taper, 'light@example.com');
  await inBrowser(async (browser) => {
    const page = await browser.newPage();
    await signIn(page, taper, person);
    await installed(page);
    await allRead(page, person);
  });
  await holds('/', { isNew: false });
});
