// The narrowest phones: nothing that counts is cut, and long words break inside the page.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before } from 'node:test';
import { fileURLToPath } from 'node:url';
import { anAthlete, aPlan } from './people.mjs';
import { signedIn, startWorkout, tick } from './steps.mjs';
import { test } from './story.mjs';
import { launchBrowser, startTaper } from './taper.mjs';
import { clean, go, inspect } from './tour.mjs';

const RESULTS = fileURLToPath(new URL('../test-results/narrow', import.meta.url));
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

test('a notice stands above the rest of a workout, the tabs and the one action of a page, and a wrong number stays', async () => {
  const person = await anAthlete(taper, 'notices@example.com');
  const page = await signedIn(browser, taper, person);
  await startWorkout(page, taper, person.plan.workouts[0]);
  await tick(page, 1);
  const weight = page.getByRole('textbox', { name: 'Weight of set 2' });
  for (const { name, viewport } of LOOKS) {
    await page.setViewportSize(viewport);
    await weight.fill('99999');
    await weight.blur();
    const notice = page.getByText('From 0 to 2000.');
    await notice.waitFor();
    await above(page, notice, page.getByRole('region', { name: 'Rest' }), `in the workout, ${name}`);
    assert.equal(await weight.inputValue(), '99999');
    await page.getByRole('button', { name: 'Set 2 done', exact: true }).click();
    assert.ok(await weight.evaluate((one) => one === document.activeElement));
    await weight.fill('150');
    await weight.blur();
  }
  const [, workout] = person.plan.workouts;
  for (const { name, viewport } of LOOKS) {
    await page.setViewportSize(viewport);
    await page.goto(`${taper.door}/plan?plan=${person.plan.plan_id}&workout=${workout.workout_id}`);
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    const notice = page.getByText('Saved.');
    await notice.waitFor();
    await above(page, notice, page.getByRole('navigation').locator('visible=true'), `on the plan, ${name}`);
    await above(
      page,
      notice,
      page.getByRole('link', { name: 'Start this workout' }),
      `over the action, ${name}`,
      false,
    );
  }
  await page.context().close();
});

/** The notice ends above the other; or, where that one scrolls with the page, at least does not lie on it. */
async function above(page, notice, other, where, always = true) {
  await page.screenshot({ path: join(RESULTS, `${where.replaceAll(/\W+/g, '-')}.png`) });
  const [upper, lower] = await Promise.all([
    notice.evaluate((one) => one.getBoundingClientRect().toJSON()),
    other.evaluate((one) => one.getBoundingClientRect().toJSON()),
  ]);
  const isClear = upper.bottom <= lower.top || (!always && upper.top >= lower.bottom);
  assert.ok(isClear, `${where}: the notice ends at ${upper.bottom}, ${lower.top} to ${lower.bottom} is taken`);
}
