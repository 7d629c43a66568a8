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

test('with letters twice as large, a weight has its unit beside it and the rest of a workout keeps its buttons apart', async () => {
  const person = await anAthlete(taper, 'large-workout@example.com');
  const app = { units: 'lb', locale: 'en', theme: 'system', clock: '24h', token_storage: 'cookie' };
  await person.send('user.app_settings.submitted', app);
  const page = await signedIn(browser, taper, person);
  const fonts = await page.context().newCDPSession(page);
  await fonts.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } });
  await startWorkout(page, taper, person.plan.workouts[0]);
  await tick(page, 1);
  const wrong = [];
  for (const width of [390, 360, 320])
    for (const colorScheme of ['dark', 'light'])
      wrong.push(
        ...(await inspect(
          page,
          'narrow/large-workout',
          { name: `${width}-${colorScheme}`, viewport: { width, height: 844 }, colorScheme },
          { axe: false },
        )),
        ...(await page.evaluate(crowded)).map((one) => `${one} at ${width}`),
      );
  clean(wrong);
  await page.context().close();
});

/** In the page: units below their weights, and what runs into each other in the bar of the rest. */
function crowded() {
  const found = [];
  for (const unit of document.querySelectorAll('[data-unit]')) {
    const [at, number] = [unit, unit.previousElementSibling].map((one) => one.getBoundingClientRect());
    const lines = document.createRange();
    lines.selectNodeContents(unit);
    if (
      lines.getClientRects().length > 1 ||
      at.top >= number.bottom ||
      at.right > unit.closest('div').getBoundingClientRect().right
    )
      found.push(`${unit.textContent} is not beside ${unit.previousElementSibling.textContent}`);
  }
  if (document.querySelector('[data-unit]') === null) found.push('no unit');
  const texts = (root) => {
    const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const all = [];
    while (walk.nextNode()) {
      const range = document.createRange();
      range.selectNodeContents(walk.currentNode);
      all.push({ text: walk.currentNode.data, box: range.getBoundingClientRect() });
    }
    return all;
  };
  const rest = document.querySelector('section[aria-label="Rest"]');
  const buttons = [...rest.querySelectorAll('button')].map((one) => ({
    text: one.getAttribute('aria-label'),
    box: one.getBoundingClientRect(),
  }));
  for (const one of rest.querySelectorAll('button'))
    if (one.scrollWidth > one.clientWidth + 1) found.push(`${one.textContent} is wider than its button`);
  const timer = texts(rest.querySelector('[role=timer]'));
  for (const [at, a] of [...buttons, ...timer].entries()) {
    if (a.box.left < 0 || a.box.right > innerWidth) found.push(`${a.text} is cut`);
    for (const b of [...buttons, ...timer].slice(at + 1)) {
      const wide = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
      const high = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
      const own = timer.includes(a) && timer.includes(b);
      // A line of digits is higher than they are.
      const least = Math.min(a.box.height, b.box.height) / 4;
      if (!own && wide > 1 && high > least) found.push(`${a.text} and ${b.text} run into each other`);
    }
  }
  return found;
}
