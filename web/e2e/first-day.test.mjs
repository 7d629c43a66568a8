// One athlete's first day on the real binary, at phone size, with the power cut where it hurts.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { api, day, PASSWORD, until } from './people.mjs';
import { finish, installed, newDevice, openWorkout, pill, queued, signIn, tick } from './steps.mjs';
import { test } from './story.mjs';
import { launchBrowser, startTaper } from './taper.mjs';

const EMAIL = 'bea@example.com';
const WEEKS = 10;
/** The stream tells at once; nothing else would before the access token runs out. */
const TOLD_WITHIN_MS = 20_000;

let taper;
let browser;
let page;
/** The server's side of her. */
let bea;

before(async () => {
  [taper, browser] = await Promise.all([startTaper(), launchBrowser()]);
  page = await (await newDevice(browser)).newPage();
});

after(async () => {
  await browser?.close();
  await taper?.end();
});

const read = async (path) => {
  const { status, body } = await bea.read(path);
  assert.equal(status, 200, path);
  return body;
};

const tab = (name) => page.getByRole('link', { name, exact: true }).locator('visible=true').first().click();

/** A date field is a row of spin buttons: day, month and year in British order. */
async function fillDay(name, iso) {
  const [year, month, date] = iso.split('-');
  await page.getByRole('group', { name }).getByRole('spinbutton').first().click();
  await page.keyboard.type(`${date}${month}${year}`);
}

test('a person signs up, follows the link in the mail, and is in', async () => {
  await page.goto(`${taper.door}/sign-up`);
  await page.getByLabel('E-mail').fill(EMAIL);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.getByText('Look in your mail').waitFor();
  await page.goto(await taper.linkInMail(EMAIL));
  await page.getByRole('button', { name: 'Confirm and sign in' }).click();
  await page.waitForURL(/onboarding/);
  bea = api(taper, EMAIL);
});

test('onboarding is accepted with the server dead, survives a reload, and arrives once', async () => {
  await page.getByLabel('Body weight').first().fill('82.5');
  await page.getByRole('radio', { name: '4' }).first().check({ force: true });
  // The app is on the device from here on.
  await installed(page);
  await taper.kill();
  await page.getByRole('button', { name: 'Finish now, the rest later' }).click();
  await pill(page, 'Offline · 1 to send');
  await page.reload();
  await pill(page, 'Offline · 1 to send');
  await taper.start();
  await pill(page, 'Synced');
  const body = await read('/settings/me');
  assert.equal(body.version, 1);
  assert.deepEqual(body.settings.weight, { value: 82.5, unit: 'kg' });
  assert.equal(body.settings.training_days_per_week, 4);
});

test('a plan up to the competition day, with the weeks left', async () => {
  await page.goto(`${taper.door}/plan/new`);
  const compDate = day(WEEKS * 7);
  await page.getByLabel('What are you training for?').fill('Nordic Open');
  await fillDay('The day', compDate);
  await page.getByLabel('Squat').fill('180');
  await page.getByLabel('Bench press').fill('110');
  await page.getByLabel('Deadlift').fill('210');
  await page.getByRole('button', { name: 'Make the plan' }).click();
  await page.getByRole('heading', { name: 'Nordic Open' }).waitFor();
  // Made on a day after the week's last training day, a plan begins on Monday and says so between the two.
  await page
    .getByText(new RegExp(`${WEEKS} weeks left · (Starts .* · )?4 sessions a week`))
    .first()
    .waitFor();
  await queued(page, 0);
  const [plan] = (await read('/plans')).items;
  assert.deepEqual([plan.name, plan.comp_date, plan.weeks_until_comp], ['Nordic Open', compDate, WEEKS]);
});

test('a workout of the plan is changed', async () => {
  const [{ plan_id }] = (await read('/plans')).items;
  const [first] = (await read(`/plans/${plan_id}`)).workouts;
  await page.getByText(first.title, { exact: true }).locator('visible=true').first().click();
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  await page.getByLabel('Title').fill('First of all');
  await page.getByRole('textbox', { name: `kg, ${first.exercises[0].name}, row 1` }).fill('150');
  await page.getByLabel('Notes').last().fill('Belt from the second set on');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('heading', { name: 'First of all' }).first().waitFor();
  await queued(page, 0);
  const plan = await read(`/plans/${plan_id}`);
  assert.equal(plan.version, 2);
  const changed = plan.workouts.find((one) => one.workout_id === first.workout_id);
  assert.deepEqual([changed.title, changed.notes], ['First of all', 'Belt from the second set on']);
  assert.deepEqual(changed.exercises[0].sets[0].weight, { value: 150, unit: 'kg' });
});

test('the workout: one tap for a set as planned, the rest counts down, and it is handed in', async () => {
  await tab('Plan');
  await openWorkout(page, 'First of all');
  await page.getByRole('link', { name: 'Start this workout' }).click();
  await tick(page, 1);
  const rest = page.getByRole('region', { name: 'Rest' });
  await rest.getByText(/rest of 3:00/).waitFor();
  await rest.getByRole('button', { name: '15 seconds more' }).click();
  await rest.getByText(/rest of 3:15/).waitFor();
  await page.getByRole('button', { name: /RPE of set 1/ }).click();
  await page.getByRole('dialog').getByText('8', { exact: true }).click();
  await page.getByRole('textbox', { name: 'Weight of set 2' }).fill('152.5');
  await page.getByRole('textbox', { name: 'Weight of set 2' }).blur();
  await tick(page, 2);
  await finish(page);
  await queued(page, 0);
  const [{ done, version }] = await bea.workouts();
  assert.equal(version, 2);
  const [first, second] = done.exercises_summary[0].sets;
  assert.deepEqual([first.weight.value, first.rpe, second.weight.value], [150, 8, 152.5]);
});

test('the history has it, and a set is put right afterwards', async () => {
  await page.goto(`${taper.door}/history`);
  await page.getByRole('link', { name: /First of all/ }).click();
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  await page.getByRole('textbox', { name: /repetitions of set 2/ }).fill('1');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('× 1', { exact: true }).waitFor();
  await queued(page, 0);
  const [{ done, version }] = await bea.workouts();
  assert.deepEqual([version, done.exercises_summary[0].sets[1].reps], [3, 1]);
});

test('settings change how everything looks, at once and on the server', async () => {
  await page.goto(`${taper.door}/me/settings`);
  await page.getByText('Dark', { exact: true }).click();
  await page.locator('html[data-theme=dark]').waitFor({ state: 'attached' });
  await page.getByText('Deutsch', { exact: true }).click();
  await page.getByRole('heading', { name: 'Einstellungen' }).waitFor();
  assert.equal(await page.locator('html').getAttribute('data-theme'), 'dark');
  assert.equal(await page.locator('html').getAttribute('lang'), 'de');
  await queued(page, 0);
  const { app_settings } = await read('/settings/app');
  assert.deepEqual([app_settings.theme, app_settings.locale], ['dark', 'de']);
  await page.getByText('English', { exact: true }).click();
  await page.getByRole('heading', { name: 'Settings' }).waitFor();
  await queued(page, 0);
});

/** Another device, which hears what the server has to tell. */
async function anotherDevice() {
  const other = await (await newDevice(browser)).newPage();
  await signIn(other, taper, { email: EMAIL, password: PASSWORD });
  await other.getByText('Nordic Open').first().waitFor();
  await pill(other, 'Synced');
  return other;
}

/** Without anything done there. */
async function isSentAway(other) {
  await other.waitForURL(/sign-in/, { timeout: TOLD_WITHIN_MS });
  await other.getByLabel('Password', { exact: true }).waitFor();
  assert.equal(await other.getByText('Nordic Open').count(), 0, 'nothing of hers is shown any more');
  await other.context().close();
}

test('the account lists the devices, and another one is signed out from here, at once', async () => {
  const other = await anotherDevice();
  await page.goto(`${taper.door}/me/account`);
  await page.getByText('This device', { exact: true }).first().waitFor();
  const others = page.getByRole('button', { name: 'Sign out there' });
  await others.first().waitFor();
  for (let left = await others.count(); left > 0; left--) {
    await others.first().click();
    await until('one less', async () => (await others.count()) < left);
  }
  await isSentAway(other);
  bea = api(taper, EMAIL);
});

test('nothing waits, the mailbox has her mails, and a forgotten password is replaced, which signs all devices out', async () => {
  const other = await anotherDevice();
  await page.goto(`${taper.door}/queue`);
  await page.getByText('Everything has arrived').waitFor();
  await page.goto(`${taper.door}/mailbox?to=${EMAIL}`);
  await page.getByText(EMAIL).first().waitFor();
  await page.goto(`${taper.door}/me/account`);
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Sign out', exact: true }).click();
  await page.waitForURL(/sign-in/);
  await page.getByRole('link', { name: 'Forgot your password?' }).click();
  // The page before it has a field of the same name.
  await page.getByRole('heading', { name: 'New password' }).waitFor();
  await page.getByLabel('E-mail').fill(EMAIL);
  await page.getByRole('button', { name: 'Send the link' }).click();
  await page.getByText('Look in your mail').waitFor();
  await page.goto(await taper.linkInMail(EMAIL));
  await page.getByLabel('New password').fill('iron and chalk 78');
  await page.getByRole('button', { name: 'Set password' }).click();
  await page.waitForURL(/sign-in/);
  await isSentAway(other);
  await signIn(page, taper, { email: EMAIL, password: 'iron and chalk 78' });
  await page.getByText('Nordic Open').first().waitFor();
  await pill(page, 'Synced');
});
