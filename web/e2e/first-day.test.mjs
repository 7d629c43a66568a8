// One athlete's first day on the real binary, at phone size, with the power cut where it hurts: in each language, once in
// the dark.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { api, day, PASSWORD, until } from './people.mjs';
import { finish, installed, newDevice, openWorkout, pill, queued, signIn, tick } from './steps.mjs';
import { test } from './story.mjs';
import { launchBrowser, startTaper } from './taper.mjs';
import { say, text, typed } from './words.mjs';

const WEEKS = 10;
/** The stream tells at once; nothing else would before the access token runs out. */
const TOLD_WITHIN_MS = 20_000;
const NEW_PASSWORD = 'iron and chalk 78';
/** What languages are called, where one is chosen. */
const NAMES = { en: 'English', de: 'Deutsch' };

let taper;
let browser;

before(async () => {
  [taper, browser] = await Promise.all([startTaper(), launchBrowser()]);
});

after(async () => {
  await browser?.close();
  await taper?.end();
});

/** `paper`: the colour of the page on such a device. */
function firstDay({ email, language, device, paper }) {
  let page;
  /** The server's side of her. */
  let athlete;
  const story = (name, run) => test(`${name} (${language})`, run);
  const says = (key, values) => say(page, key, values);
  const button = (key, values) => page.getByRole('button', { name: says(key, values), exact: true });
  const tab = (key) =>
    page
      .getByRole('link', { name: says(key), exact: true })
      .locator('visible=true')
      .first()
      .click();
  const allSent = () => pill(page, says('common.sync.synced'));

  const read = async (path) => {
    const { status, body } = await athlete.read(path);
    assert.equal(status, 200, path);
    return body;
  };

  /** A date field is a row of spin buttons: day, month and year, as both languages write them. */
  async function fillDay(name, iso) {
    const [year, month, date] = iso.split('-');
    await page.getByRole('group', { name }).getByRole('spinbutton').first().click();
    await page.keyboard.type(`${date}${month}${year}`);
  }

  story('a person signs up, follows the link in the mail, and is in', async () => {
    page = await (await newDevice(browser, device)).newPage();
    await page.goto(`${taper.door}/sign-up`);
    await page.getByLabel(says('auth.email')).fill(email);
    await page.getByLabel(says('auth.password'), { exact: true }).fill(PASSWORD);
    assert.equal(await page.locator('html').getAttribute('lang'), language);
    assert.equal(await page.locator('html').evaluate((html) => getComputedStyle(html).backgroundColor), paper);
    await button('auth.signUp.submit').click();
    await page.getByText(says('auth.signUp.sentTitle')).waitFor();
    await page.goto(await taper.linkInMail(email));
    await button('auth.verify.submit').click();
    await page.waitForURL(/onboarding/);
    athlete = api(taper, email);
  });

  story('onboarding is accepted with the server dead, survives a reload, and arrives once', async () => {
    await page.getByLabel(says('onboarding.weight')).first().fill(typed(page, 82.5));
    await page.getByRole('radio', { name: '4' }).first().check({ force: true });
    // The app is on the device from here on.
    await installed(page);
    await taper.kill();
    await button('onboarding.finishNow').click();
    const waiting = says('common.sync.offlineCount', { count: 1 });
    await pill(page, waiting);
    await page.reload();
    await pill(page, waiting);
    await taper.start();
    await allSent();
    const body = await read('/settings/me');
    assert.equal(body.version, 1);
    assert.deepEqual(body.settings.weight, { value: 82.5, unit: 'kg' });
    assert.equal(body.settings.training_days_per_week, 4);
  });

  story('a plan up to the competition day, with the weeks left', async () => {
    await page.goto(`${taper.door}/plan/new`);
    const compDate = day(WEEKS * 7);
    await page.getByLabel(says('plan.new.name')).fill('Nordic Open');
    await fillDay(says('plan.new.compDate'), compDate);
    for (const [lift, max] of Object.entries({ squat: '180', bench: '110', deadlift: '210' }))
      await page.getByLabel(says(`common.lifts.${lift}`)).fill(max);
    await button('plan.new.submit').click();
    await page.getByRole('heading', { name: 'Nordic Open' }).waitFor();
    // Made on a day after the week's last training day, a plan begins on Monday and says so between the two.
    const begins = `(${says('today.beforeStart', { day: '.*' })} · )?`;
    const facts = `${says('plan.weeksLeft', { count: WEEKS })} · ${begins}${says('plan.perWeek', { count: 4 })}`;
    await page.getByText(new RegExp(facts)).first().waitFor();
    await queued(page, 0);
    const [plan] = (await read('/plans')).items;
    assert.deepEqual([plan.name, plan.comp_date, plan.weeks_until_comp], ['Nordic Open', compDate, WEEKS]);
  });

  story('a workout of the plan is changed', async () => {
    const [{ plan_id }] = (await read('/plans')).items;
    const [first] = (await read(`/plans/${plan_id}`)).workouts;
    const { name } = first.exercises[0];
    await page.getByText(first.title, { exact: true }).locator('visible=true').first().click();
    await button('common.edit').click();
    await page.getByLabel(says('plan.edit.name')).fill('First of all');
    await page.getByRole('textbox', { name: says('plan.edit.cell', { field: 'kg', name, row: 1 }) }).fill('150');
    await page.getByLabel(says('plan.edit.notes')).last().fill('Belt from the second set on');
    await button('plan.edit.save').click();
    await page.getByRole('heading', { name: 'First of all' }).first().waitFor();
    await queued(page, 0);
    const plan = await read(`/plans/${plan_id}`);
    assert.equal(plan.version, 2);
    const changed = plan.workouts.find((one) => one.workout_id === first.workout_id);
    assert.deepEqual([changed.title, changed.notes], ['First of all', 'Belt from the second set on']);
    assert.deepEqual(changed.exercises[0].sets[0].weight, { value: 150, unit: 'kg' });
  });

  story('the workout: one tap for a set as planned, the rest counts down, and it is handed in', async () => {
    await tab('common.nav.plan');
    await openWorkout(page, 'First of all');
    await page.getByRole('link', { name: says('plan.startThis') }).click();
    await tick(page, 1);
    const rest = page.getByRole('region', { name: says('workout.restLabel') });
    await rest.getByText(says('workout.rest', { total: '3:00' })).waitFor();
    await rest.getByRole('button', { name: says('workout.moreRest') }).click();
    await rest.getByText(says('workout.rest', { total: '3:15' })).waitFor();
    await page.getByRole('button', { name: says('workout.rpeOf', { number: 1 }) }).click();
    await page.getByRole('dialog').getByText('8', { exact: true }).click();
    const weight = page.getByRole('textbox', { name: says('workout.weightOf', { number: 2 }) });
    await weight.fill(typed(page, 152.5));
    await weight.blur();
    await tick(page, 2);
    await finish(page);
    await queued(page, 0);
    const [{ done, version }] = await athlete.workouts();
    assert.equal(version, 2);
    const [first, second] = done.exercises_summary[0].sets;
    assert.deepEqual([first.weight.value, first.rpe, second.weight.value], [150, 8, 152.5]);
  });

  story('the history has it, and a set is put right afterwards', async () => {
    const [{ done: before }] = await athlete.workouts();
    const { name } = before.exercises_summary[0];
    await page.goto(`${taper.door}/history`);
    await page.getByRole('link', { name: /First of all/ }).click();
    await button('history.edit').click();
    await page.getByRole('textbox', { name: says('history.reps', { name, number: 2 }) }).fill('1');
    await button('history.save').click();
    await page.getByText('× 1', { exact: true }).waitFor();
    await queued(page, 0);
    const [{ done, version }] = await athlete.workouts();
    assert.deepEqual([version, done.exercises_summary[0].sets[1].reps], [3, 1]);
  });

  story('settings change how everything looks, at once and on the server', async () => {
    const other = language === 'en' ? 'de' : 'en';
    await page.goto(`${taper.door}/me/settings`);
    await page.getByText(says('settings.dark'), { exact: true }).click();
    await page.getByText(NAMES[other], { exact: true }).click();
    await page.getByRole('heading', { name: text(other, 'settings.title') }).waitFor();
    assert.equal(await page.locator('html').getAttribute('lang'), other);
    await page.locator('html[data-theme=dark]').waitFor({ state: 'attached' });
    await queued(page, 0);
    const { app_settings } = await read('/settings/app');
    assert.deepEqual([app_settings.theme, app_settings.locale], ['dark', other]);
    await page.getByText(NAMES[language], { exact: true }).click();
    await page.getByRole('heading', { name: says('settings.title') }).waitFor();
    await queued(page, 0);
  });

  /** Another device, which hears what the server has to tell. */
  async function anotherDevice() {
    const other = await (await newDevice(browser, device)).newPage();
    await signIn(other, taper, { email, password: PASSWORD });
    await other.getByText('Nordic Open').first().waitFor();
    await pill(other, says('common.sync.synced'));
    return other;
  }

  /** Without anything done there. */
  async function isSentAway(other) {
    await other.waitForURL(/sign-in/, { timeout: TOLD_WITHIN_MS });
    await other.getByLabel(says('auth.password'), { exact: true }).waitFor();
    assert.equal(await other.getByText('Nordic Open').count(), 0, 'nothing of hers is shown any more');
    await other.context().close();
  }

  story('the account lists the devices, and another one is signed out from here, at once', async () => {
    const other = await anotherDevice();
    await page.goto(`${taper.door}/me/account`);
    await page.getByText(says('account.thisDevice'), { exact: true }).first().waitFor();
    const others = button('account.revoke');
    await others.first().waitFor();
    for (let left = await others.count(); left > 0; left--) {
      await others.first().click();
      await until('one less', async () => (await others.count()) < left);
    }
    await isSentAway(other);
    athlete = api(taper, email);
  });

  story('nothing waits, the mailbox has the mails, and a forgotten password signs all devices out', async () => {
    const other = await anotherDevice();
    await page.goto(`${taper.door}/queue`);
    await page.getByText(says('queue.empty')).waitFor();
    await page.goto(`${taper.door}/mailbox?to=${email}`);
    await page.getByText(email).first().waitFor();
    await page.goto(`${taper.door}/me/account`);
    await button('account.signOut').click();
    const question = page.getByRole('alertdialog');
    await question.getByRole('button', { name: says('account.confirmOut.go'), exact: true }).click();
    await page.waitForURL(/sign-in/);
    await page.getByRole('link', { name: says('auth.signIn.forgot') }).click();
    // The page before it has a field of the same name.
    await page.getByRole('heading', { name: says('auth.forgot.title') }).waitFor();
    await page.getByLabel(says('auth.email')).fill(email);
    await button('auth.forgot.submit').click();
    await page.getByText(says('auth.forgot.sentTitle')).waitFor();
    await page.goto(await taper.linkInMail(email));
    await page.getByLabel(says('auth.newPassword')).fill(NEW_PASSWORD);
    await button('auth.reset.submit').click();
    await page.waitForURL(/sign-in/);
    await isSentAway(other);
    await signIn(page, taper, { email, password: NEW_PASSWORD });
    await page.getByText('Nordic Open').first().waitFor();
    await allSent();
    await page.context().close();
  });
}

firstDay({
  email: 'bea@example.com',
  language: 'en',
  device: { locale: 'en-GB', colorScheme: 'light' },
  paper: 'rgb(250, 249, 246)',
});
firstDay({
  email: 'ute@example.com',
  language: 'de',
  device: { locale: 'de-DE', colorScheme: 'dark' },
  paper: 'rgb(16, 18, 20)',
});
