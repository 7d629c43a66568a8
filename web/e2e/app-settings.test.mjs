// Devices of one person that speak different languages: what nobody chose does not travel, what was chosen does.
import assert from 'node:assert/strict';
import { anAthlete, until } from './people.mjs';
import { browser, taper } from './served.mjs';
import { newDevice, queued, signedIn, signIn } from './steps.mjs';
import { test } from './story.mjs';
import { speaks } from './words.mjs';

/** A choice of the page of settings, in the group of that name. */
const choice = (page, group, name) =>
  page.getByRole('radiogroup', { name: group }).locator('label').filter({ hasText: name });
const isChosen = (page, group, name) =>
  page.getByRole('radiogroup', { name: group }).getByRole('radio', { name, checked: true }).waitFor({
    state: 'attached',
  });

test('an English device chooses pounds, and a German one stays German until somebody chooses a language', async () => {
  const person = await anAthlete(taper, 'languages@example.com');
  const chosen = async () => (await person.read('/settings/app')).body.app_settings;
  const english = await signedIn(browser, taper, person);
  const german = await signedIn(browser, taper, person, { locale: 'de-DE' });
  await english.goto(`${taper.door}/me/settings`);
  await german.goto(`${taper.door}/me/settings`);

  await choice(english, 'Weights in', 'lb').click();
  await until('pounds on the server', async () => (await chosen())?.units === 'lb');
  assert.deepEqual(await chosen(), { units: 'lb' });
  await isChosen(german, 'Gewichte in', 'lb');
  await german.getByRole('heading', { name: 'Einstellungen' }).waitFor();
  await german.reload();
  await german.getByRole('heading', { name: 'Einstellungen' }).waitFor();
  await isChosen(german, 'Sprache', 'Wie das Gerät');
  await isChosen(german, 'Uhr', 'Wie das Gerät');

  // It is German already: that it shall stay so is a choice all the same, and the other follows.
  await choice(german, 'Sprache', 'Deutsch').click();
  await english.getByRole('heading', { name: 'Einstellungen' }).waitFor();
  await isChosen(english, 'Sprache', 'Deutsch');
  assert.deepEqual(await chosen(), { units: 'lb', locale: 'de' });

  // Each by itself again.
  await choice(german, 'Sprache', 'Wie das Gerät').click();
  await english.getByRole('heading', { name: 'Settings' }).waitFor();
  await german.getByRole('heading', { name: 'Einstellungen' }).waitFor();
  assert.deepEqual(await chosen(), { units: 'lb' });
  await Promise.all([english, german].map((page) => page.context().close()));
});

test('a person who has chosen nothing finds the device’s language where another one chose English', async () => {
  const [ann, bob] = [
    await anAthlete(taper, 'ann-shared@example.com'),
    await anAthlete(taper, 'bob-shared@example.com'),
  ];
  const page = await (await newDevice(browser, { locale: 'de-DE' })).newPage();
  await signIn(page, taper, ann);
  await page.goto(`${taper.door}/me/settings`);
  await choice(page, 'Sprache', 'English').click();
  await page.getByRole('heading', { name: 'Settings' }).waitFor();
  await queued(page, 0);
  await page.goto(`${taper.door}/me/account`);
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Sign out', exact: true }).click();
  await page.waitForURL(/sign-in/);
  // As it was left.
  speaks(page.context(), 'en-GB');
  await signIn(page, taper, bob);
  await page.goto(`${taper.door}/me/settings`);
  await page.getByRole('heading', { name: 'Einstellungen' }).waitFor();
  const saved = async () => (await bob.read('/settings/app')).body;
  assert.equal((await saved()).version, 0);
  // Shown as selected, and nobody chose it yet.
  await choice(page, 'Gewichte in', 'kg').click();
  await until('kilograms chosen', async () => (await saved()).version === 1);
  await queued(page, 0);
  await choice(page, 'Gewichte in', 'kg').click();
  await choice(page, 'Farben', 'Dunkel').click();
  await until('dark chosen', async () => (await saved()).app_settings.theme === 'dark');
  const { version, app_settings } = await saved();
  assert.deepEqual([version, app_settings], [2, { units: 'kg', theme: 'dark' }]);
  await page.context().close();
});
