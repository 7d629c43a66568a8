// The narrowest phones: nothing that counts is cut, and long words break inside the page.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { anAthlete, aPlan } from './people.mjs';
import { signedIn, startWorkout, tick } from './steps.mjs';
import { test } from './story.mjs';
import { launchBrowser, startTaper } from './taper.mjs';
import { clean, go, inspect } from './tour.mjs';

const LOOKS = [390, 320].map((width) => ({
  name: `phone-${width}`,
  viewport: { width, height: 700 },
  colorScheme: 'dark',
}));

let taper;
let browser;

before(async () => {
  [taper, browser] = await Promise.all([startTaper(), launchBrowser()]);
});

after(async () => {
  await browser?.close();
  await taper?.end();
});

/** Whether all of an element's text can be seen. */
const isWhole = (locator) =>
  locator.evaluate((one) => one.scrollWidth <= one.clientWidth + 1 && one.scrollHeight <= one.clientHeight + 1);

test('the header of a workout shows which exercise of how many, and a long title of a plan stays in the page', async () => {
  const plan = aPlan({ name: 'Landesjugendmeisterschaftsqualifikation Kraftdreikampf' });
  plan.workouts[0].title = 'Deadlift, volume';
  plan.workouts[0].exercises[0].name = 'Tempo squat with a pause';
  const person = await anAthlete(taper, 'narrow@example.com', plan);
  const page = await signedIn(browser, taper, person);
  const wrong = [];
  const everywhere = async (name) => {
    for (const look of LOOKS) wrong.push(...(await inspect(page, `narrow/${name}`, look, { axe: false })));
  };
  for (const path of ['/', '/plan']) {
    await go(page, path);
    await everywhere(path === '/' ? 'today' : 'plan');
  }
  await startWorkout(page, taper, plan.workouts[0]);
  await tick(page, 1);
  await everywhere('workout');
  for (const { viewport } of LOOKS) {
    await page.setViewportSize(viewport);
    const count = page.getByText(/^1 of 2 · /);
    assert.ok(await isWhole(count), `the count is cut at ${viewport.width}`);
    assert.ok(await isWhole(page.getByRole('heading', { name: 'Tempo squat with a pause' })), 'the name is cut');
  }
  clean(wrong);
  await page.context().close();
});
