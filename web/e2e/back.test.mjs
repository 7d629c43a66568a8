// Back always goes back: it closes what lies over a page before it leaves the page, and nothing is left behind.
import assert from 'node:assert/strict';
import { anAthlete, signUp } from './people.mjs';
import { browser, taper } from './served.mjs';
import { finish, goToPlan, newDevice, openFinish, queued, signedIn, signIn, startWorkout, tick } from './steps.mjs';
import { test } from './story.mjs';

const at = (page, path) => page.waitForURL((url) => url.pathname + url.search === path);
const entries = (page) => page.evaluate(() => history.length);
const details = async (page) => {
  await page.getByRole('button', { name: 'Plan details' }).click();
  await page.getByRole('dialog', { name: 'Plan details' }).waitFor();
  await page.waitForFunction(() => history.state?.over_page);
};
const nothingOver = async (page) => {
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.getByRole('alertdialog').waitFor({ state: 'detached' });
  await page.waitForFunction(() => !history.state?.over_page);
};

test('Back closes a sheet and the question after it, one by one, and then leaves the page', async () => {
  const person = await anAthlete(taper, 'sheets@example.com');
  const page = await signedIn(browser, taper, person);
  await goToPlan(page);
  await details(page);
  await page.goBack();
  await nothingOver(page);
  assert.equal(new URL(page.url()).pathname, '/plan');

  await details(page);
  await page.getByRole('button', { name: 'Delete this plan' }).click();
  await page.getByRole('alertdialog').waitFor();
  await page.goBack();
  await page.getByRole('dialog', { name: 'Plan details' }).waitFor();
  await page.waitForFunction(() => history.state?.over_page);
  await page.goBack();
  await nothingOver(page);
  await page.goBack();
  await at(page, '/');
  await page.context().close();
});

test('a sheet closed by its own button, by its link, or lost in a reload leaves nothing in the history', async () => {
  const person = await anAthlete(taper, 'traces@example.com');
  const page = await signedIn(browser, taper, person);
  await goToPlan(page);
  const before = await entries(page);
  for (const _ of [1, 2, 3]) {
    await details(page);
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
    await nothingOver(page);
  }
  assert.ok((await entries(page)) <= before + 1, 'no more than the one entry that can be gone forward to');
  await page.goForward();
  await nothingOver(page);

  await details(page);
  await page.getByRole('link', { name: 'Make another plan' }).click();
  await at(page, '/plan/new');
  await page.goBack();
  await at(page, '/plan');
  await page.goBack();
  await at(page, '/');
  await page.goForward();
  await at(page, '/plan');

  await details(page);
  await page.reload();
  await page.getByRole('button', { name: 'Plan details' }).waitFor();
  await nothingOver(page);
  await page.goBack();
  await at(page, '/');
  await page.context().close();
});

test('a page opened by its address keeps its sheet from being left; a finished workout is not come back to', async () => {
  const person = await anAthlete(taper, 'finished@example.com');
  const page = await signedIn(browser, taper, person);
  await page.getByRole('link', { name: 'Train', exact: true }).locator('visible=true').click();
  await at(page, '/train');
  await startWorkout(page, taper, person.plan.workouts[0]);
  await tick(page, 1);
  await openFinish(page);
  await page.waitForFunction(() => history.state?.over_page);
  await page.goBack();
  await nothingOver(page);
  await page.getByRole('button', { name: 'Set 1 done. Take it back.', exact: true }).waitFor();
  await finish(page);
  await queued(page, 0);
  await page.goBack();
  await at(page, '/train');
  await page.context().close();
});

test('Back in onboarding goes to the step before, with what was typed', async () => {
  const person = await signUp(taper, 'steps@example.com');
  const page = await (await newDevice(browser)).newPage();
  await signIn(page, taper, person);
  await page.getByRole('link', { name: /Say who you are/ }).click();
  await page.getByRole('textbox', { name: 'Body weight' }).fill('82.5');
  await page.getByText('3', { exact: true }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
  await at(page, '/onboarding?step=2');
  const goal = page.getByRole('textbox', { name: 'Squat goal' });
  await goal.fill('220');
  // From within the field: nothing was left first.
  await page.goBack();
  await at(page, '/onboarding');
  assert.equal(await page.getByRole('textbox', { name: 'Body weight' }).inputValue(), '82.5');
  await page.goForward();
  await at(page, '/onboarding?step=2');
  assert.equal(await goal.inputValue(), '220');
  await page.reload();
  await page.getByText('2 of 8').waitFor();
  assert.equal(await goal.inputValue(), '220');
  await page.getByRole('button', { name: 'Back', exact: true }).click();
  await at(page, '/onboarding');
  await page.goBack();
  await at(page, '/');
  await page.goto(`${taper.door}/onboarding?step=3`);
  await page.getByText('3 of 8').waitFor();
  await page.getByRole('button', { name: 'Back', exact: true }).click();
  await page.getByText('2 of 8').waitFor();
  await page.context().close();
});
