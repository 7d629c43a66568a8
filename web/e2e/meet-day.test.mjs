// Meet day: nine attempts with the server killed, by the rules; the result kept among the competitions that are behind.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { day, signUp } from './people.mjs';
import { browser, taper } from './served.mjs';
import { networkReturns, newDevice, pill, signedIn, signIn } from './steps.mjs';
import { test } from './story.mjs';
import { clean, go, inspect, LOOKS, listen, NARROW } from './tour.mjs';

const aMeet = () => ({
  mission_id: randomUUID(),
  name: 'Nordic Open',
  mission_type: 'powerlifting_meet',
  prep_start: day(-60),
  event_start: day(0),
  event_end: day(0),
  timezone: 'UTC',
});
const settings = {
  weight: { value: 92.6, unit: 'kg' },
  training_days_per_week: 4,
  target_weight_class: '−93 kg',
  past_competitions: [{ start_date: '2026-05-02', total: { value: 590, unit: 'kg' } }],
};

async function aLifter(email) {
  const person = await signUp(taper, email);
  await person.send('user.settings.submitted', settings);
  const meet = aMeet();
  await person.send('mission.submitted', meet);
  return { ...person, meet };
}

/** What an attempt is meant to weigh. */
async function mean(page, lift, number, kg) {
  await page.getByRole('button', { name: new RegExp(`^${lift}, attempt ${number}:`) }).click();
  const sheet = page.getByRole('dialog');
  await sheet.getByLabel('Meant weight').fill(String(kg));
  await sheet.getByRole('button', { name: 'Save', exact: true }).click();
  await sheet.waitFor({ state: 'hidden' });
}

const lights = (page, lift, number) => page.getByRole('region', { name: `${lift}, attempt ${number}` });

async function lift(page, name, number, good) {
  await lights(page, name, number)
    .getByRole('button', { name: good ? 'Good lift' : 'No lift', exact: true })
    .click();
  const tile = page.getByRole('button', {
    name: new RegExp(`^${name}, attempt ${number}: .*${good ? 'Good' : 'No lift'}`),
  });
  await tile.waitFor();
}

test('nine attempts with the server killed, and the result arrives once', async () => {
  const person = await aLifter('platform@example.com');
  const page = await signedIn(browser, taper, person);
  await page.getByRole('link', { name: 'Open meet day' }).waitFor();
  await taper.kill();
  await page.getByRole('link', { name: 'Open meet day' }).click();
  for (const [name, kg] of [
    ['Squat', 205],
    ['Bench press', 125],
    ['Deadlift', 240],
  ])
    await mean(page, name, 1, kg);
  await page.getByLabel('Flight at').fill('10:00');
  await page.getByRole('region', { name: 'Warm-up, Squat' }).getByText('09:54').waitFor();

  await lift(page, 'Squat', 1, true);
  await page.getByRole('timer').waitFor();
  await page.getByRole('button', { name: 'It is handed in' }).click();
  const second = lights(page, 'Squat', 2);
  await second.getByRole('button', { name: '+2.5' }).click();
  await second.getByText('210\u00a0kg', { exact: true }).last().waitFor();
  await lift(page, 'Squat', 2, false);
  const third = lights(page, 'Squat', 3);
  await third.getByText('210\u00a0kg', { exact: true }).last().waitFor();
  assert.ok(await third.getByRole('button', { name: '−2.5' }).isDisabled(), 'a missed weight is not lowered');
  await page.reload();
  await lift(page, 'Squat', 3, true);
  for (const number of [1, 2, 3]) await lift(page, 'Bench press', number, number < 3);
  await lift(page, 'Deadlift', 1, true);

  await page.getByRole('button', { name: '+ Lifter' }).click();
  await page.getByRole('textbox', { name: 'Lifter 1, total' }).fill('587.5');
  await page.getByRole('textbox', { name: 'Lifter 1, body weight' }).fill('91');
  await page.getByText('You are at rank 2 now.').waitFor();
  await page.getByText('Deadlift 252.5\u00a0kg').waitFor();
  await lift(page, 'Deadlift', 2, true);
  await mean(page, 'Deadlift', 3, 252.5);
  await lift(page, 'Deadlift', 3, true);
  await page.getByText('You are at rank 1 now.').waitFor();
  await page.getByRole('button', { name: 'Weigh-in and table' }).click();
  await page.getByRole('dialog').getByText('Men', { exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Done' }).click();
  await page.getByText('590', { exact: true }).first().waitFor();
  await page.getByRole('button', { name: 'Keep the result' }).click();
  await page.getByText('It is kept among your past competitions.').waitFor();

  await taper.start();
  await networkReturns(page);
  await go(page, '/');
  await pill(page, 'Synced');
  const { body } = await person.read('/settings/me');
  const [before, kept, ...more] = body.settings.past_competitions;
  assert.deepEqual([body.version, before.total.value, more.length], [2, 590, 0]);
  assert.deepEqual([kept.start_date, kept.total], [day(0), { value: 590, unit: 'kg' }]);
  assert.deepEqual(
    kept.attempts
      .filter(({ lift: of }) => of === 'squat')
      .map(({ number, weight, good }) => [number, weight.value, good]),
    [
      [1, 205, true],
      [2, 210, false],
      [3, 210, true],
    ],
  );
  assert.equal(body.settings.target_weight_class, '−93 kg', 'nothing else of the form is lost');
  await page.context().close();
});

const WORDS = {
  en: { browser: 'en-GB', email: 'E-mail', password: 'Password', go: 'Sign in', good: 'Good lift', not: 'No lift' },
  de: { browser: 'de-DE', email: 'E-Mail', password: 'Passwort', go: 'Anmelden', good: 'Gültig', not: 'Ungültig' },
};

for (const [locale, words] of Object.entries(WORDS)) {
  test(`meet day in every look, in ${locale}`, async () => {
    const person = await aLifter(`meet-${locale}@example.com`);
    const page = await (await newDevice(browser, { locale: words.browser })).newPage();
    const complaints = listen(page);
    await signIn(page, taper, person, words);
    await page.getByText('Nordic Open').first().waitFor();
    await go(page, `/meet/${person.meet.mission_id}`);
    const wrong = await inspect(page, `${locale}/meet/empty`, LOOKS[0]);
    const tile = (at) => page.locator('[data-attempts] button').nth(at);
    for (const [at, kg] of [
      [0, 205],
      [3, 125],
      [6, 240],
    ]) {
      await tile(at).click();
      await page.getByRole('dialog').getByRole('textbox').fill(String(kg));
      await page.keyboard.press('Enter');
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
    }
    await page.locator('input[type=time]').fill('10:00');
    await page.getByRole('button', { name: /^\+ (Lifter|Heber)$/ }).click();
    await page.getByRole('textbox', { name: /1, [Tt]otal$/ }).fill('597.5');
    wrong.push(...(await inspect(page, `${locale}/meet/warm-up`, LOOKS[1])));
    for (const good of [true, false]) {
      await page.getByRole('button', { name: good ? words.good : words.not, exact: true }).click();
      await page.getByRole('timer').waitFor();
    }
    for (const look of LOOKS) wrong.push(...(await inspect(page, `${locale}/meet/third`, look)));
    await page.getByRole('button', { name: /^(Weigh-in|Waage)/ }).click();
    await page.getByRole('dialog').waitFor();
    wrong.push(...(await inspect(page, `${locale}/meet/setup`, LOOKS[0])));
    await page.keyboard.press('Escape');
    const fonts = await page.context().newCDPSession(page);
    await fonts.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } });
    wrong.push(...(await inspect(page, `${locale}/meet/large`, NARROW)));
    clean([...wrong, ...complaints]);
    await page.context().close();
  });
}
