// The narrowest phones: nothing that counts is cut, and long words break inside the page.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { anAthlete, aPlan } from './people.mjs';
import { browser, taper } from './served.mjs';
import { signedIn, startWorkout, tick } from './steps.mjs';
import { test } from './story.mjs';
import { clean, go, inspect } from './tour.mjs';

const RESULTS = fileURLToPath(new URL('../test-results/narrow', import.meta.url));
const LOOKS = [390, 320].map((width) => ({
  name: `phone-${width}`,
  viewport: { width, height: 700 },
  colorScheme: 'dark',
}));

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
    const shown = await noticed(page, 'From 0 to 2000.', [REST], async () => {
      await weight.fill('99999');
      await weight.blur();
    });
    await keepsOff(page, shown, `in the workout, ${name}`);
    assert.equal(await weight.inputValue(), '99999');
    for (const button of ['Set 2 done', 'Finish']) {
      await page.getByRole('button', { name: button, exact: true }).click();
      assert.ok(await weight.evaluate((one) => one === document.activeElement), button);
      assert.equal(await page.getByRole('dialog').count(), 0);
    }
    await weight.fill('150');
    await weight.blur();
  }
  const [, workout] = person.plan.workouts;
  for (const { name, viewport } of LOOKS) {
    await page.setViewportSize(viewport);
    await page.goto(`${taper.door}/plan?plan=${person.plan.plan_id}&workout=${workout.workout_id}`);
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    const shown = await noticed(page, 'Saved.', [TABS, START], () =>
      page.getByRole('button', { name: 'Save', exact: true }).click(),
    );
    await keepsOff(page, shown, `on the plan, ${name}`);
    await page.goto(`${taper.door}/onboarding`);
    const after = await noticed(page, 'Saved.', [TABS, ACTION], () =>
      page.getByRole('button', { name: 'Finish now, the rest later' }).click(),
    );
    await keepsOff(page, after, `after onboarding, ${name}`);
  }
  await page.context().close();
});

/** What a notice must not lie on. It ends above; or, where the other scrolls with the page, it may stand below, too. */
const REST = { css: 'section[aria-label=Rest]' };
const TABS = { css: 'nav' };
const START = { css: 'main a[href^="/train/"]', scrolls: true };
const ACTION = { css: 'main a.primary', scrolls: true };

/**
 * Measures from within the page, as a notice lives some seconds only: answers once it has risen and lies on none of the
 * others, or with where it was last when it is gone.
 */
async function noticed(page, words, others, act) {
  await page.getByRole('status').getByText(words).waitFor({ state: 'detached' });
  const measured = page.waitForFunction(
    ([words, others]) => {
      const rectangle = (one) => one.getBoundingClientRect().toJSON();
      const notice = [...document.querySelectorAll('[role=status] > div')].find((one) =>
        one.textContent.includes(words),
      );
      const found = others.map(({ css }) =>
        [...document.querySelectorAll(css)].find((one) => one.checkVisibility() && one.offsetHeight > 0),
      );
      if (!notice) return globalThis.lastNotice;
      if (!found.every(Boolean) || notice.getAnimations().some((one) => one.playState !== 'finished')) return null;
      const upper = rectangle(notice);
      const collisions = found.map(rectangle).filter((lower, at) => {
        const isClear = upper.bottom <= lower.top || (others[at].scrolls && upper.top >= lower.bottom);
        return !isClear;
      });
      globalThis.lastNotice = { upper, collisions };
      return collisions.length === 0 ? globalThis.lastNotice : null;
    },
    [words, others],
    { polling: 'raf' },
  );
  await Promise.all([measured, act()]);
  await page.evaluate(() => {
    globalThis.lastNotice = null;
  });
  return (await measured).jsonValue();
}

async function keepsOff(page, { upper, collisions }, where) {
  await page.screenshot({ path: join(RESULTS, `${where.replaceAll(/\W+/g, '-')}.png`) });
  assert.deepEqual(collisions, [], `${where}: the notice is from ${upper.top} to ${upper.bottom}`);
}
