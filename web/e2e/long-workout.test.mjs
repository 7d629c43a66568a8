// A workout longer than the screen: what comes next is in sight, also under the rest that counts down.
import assert from 'node:assert/strict';
import { anAthlete, aPlan } from './people.mjs';
import { browser, taper } from './served.mjs';
import { signedIn, startWorkout, ticked } from './steps.mjs';
import { test } from './story.mjs';

const SETS = 9;

/** Whether a finger on the middle of it would touch it: it is on the screen, and nothing lies over it. */
const isInReach = (button) =>
  button.evaluate((element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    const touched = document.elementFromPoint(left + width / 2, top + height / 2);
    return touched !== null && element.contains(touched);
  });

/** Until the page has come to rest, or in vain. */
async function comesInReach(page, button, what) {
  for (let tries = 0; tries < 40; tries++) {
    if (await isInReach(button)) return;
    await page.waitForTimeout(50);
  }
  assert.fail(`${what} is under something else`);
}

test('after each tick the next set is in reach, and after the last the tools below the sets can be', async () => {
  const plan = aPlan();
  const [squat] = plan.workouts[0].exercises;
  squat.sets = Array.from({ length: SETS }, () => squat.sets[0]);
  const person = await anAthlete(taper, 'long@example.com', plan);
  const page = await signedIn(browser, taper, person);
  await startWorkout(page, taper, plan.workouts[0]);
  for (let set = 1; set <= SETS; set++) {
    const button = page.getByRole('button', { name: `Set ${set} done`, exact: true });
    await button.waitFor();
    await comesInReach(page, button, `the tick of set ${set}`);
    // By hand, as a finger does: Playwright's own click would scroll first.
    const { x, y, width, height } = await button.boundingBox();
    await page.mouse.click(x + width / 2, y + height / 2);
    await ticked(page, set);
  }
  await page.getByRole('button', { name: /^Next: / }).waitFor();
  await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
  await comesInReach(page, page.getByRole('button', { name: 'Finish', exact: true }), 'Finish');
  await page.getByRole('button', { name: /^Next: / }).click();
  await page.getByRole('heading', { name: 'Bench press' }).waitFor();
  assert.equal(await page.evaluate(() => window.scrollY), 0);
  await page.context().close();
});
