// Plates, gyms and notes on machines: with the server there, and with it killed.
import assert from 'node:assert/strict';
import { anAthlete, signUp, until } from './people.mjs';
import { aGym } from './season.mjs';
import { browser, taper } from './served.mjs';
import { networkReturns, pill, queued, rowsOf, signedIn, startWorkout } from './steps.mjs';
import { test } from './story.mjs';

const kg = (value) => ({ value, unit: 'kg' });
const prefsOf = async (person) => (await person.read('/equipment/prefs')).body;
const notesOf = async (person) => (await person.read('/machine-notes')).body.items;
const weight = (page) => page.getByRole('textbox', { name: 'Weight in kg' });
const load = (page, name) => page.getByRole('img', { name }).waitFor();

/** From the tab that everybody has, as somebody would who looks for it. */
async function openTools(page) {
  await page.getByRole('link', { name: 'Me', exact: true }).locator('visible=true').click();
  await page.getByRole('link', { name: /Plates, machines, gyms/ }).click();
  await page.getByRole('heading', { name: 'Plates', exact: true }).waitFor();
}

const openTab = (page, name) =>
  page.getByRole('navigation', { name: 'Tools' }).getByRole('link', { name, exact: true }).click();

test('what the gym has is said once, and every weight is loaded with that', async () => {
  const person = await signUp(taper, 'gym@example.com');
  const page = await signedIn(browser, taper, person);
  await openTools(page);
  await page.getByText('These are usual plates and weights').waitFor();
  await load(page, /^100\skg: 25, 15 a side$/);

  await openTab(page, 'Gyms');
  await page.getByRole('link', { name: 'Add a gym' }).first().click();
  await page.getByLabel('Name', { exact: true }).fill('Cellar');
  for (const [plate, pairs] of [
    ['25 kg', '1'],
    ['15 kg', '2'],
  ])
    await page.getByRole('textbox', { name: `Pairs of ${plate}`.replace(' kg', '\u00a0kg') }).fill(pairs);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('One bar or machine · 3 pairs of plates').waitFor();
  await pill(page, 'Synced');
  const { prefs, version } = await prefsOf(person);
  assert.equal(version, 1);
  assert.equal(prefs.inventories[0].name, 'Cellar');
  assert.deepEqual(prefs.inventories[0].plates, [
    { weight: kg(25), pairs: 1 },
    { weight: kg(15), pairs: 2 },
  ]);

  await openTab(page, 'Plates');
  await weight(page).fill('80');
  await load(page, /^80\skg: 2 × 15 a side$/);
  await weight(page).fill('82.5');
  await page.getByText('Not exactly with these plates').waitFor();
  await page.getByRole('button', { name: /100\skg/ }).click();
  await load(page, /^100\skg: 25, 15 a side$/);
  assert.equal(await weight(page).inputValue(), '100');
  await page.getByRole('button', { name: 'The next heavier that can be loaded' }).click();
  await load(page, /^130\skg: 25, 2 × 15 a side$/);
  assert.deepEqual(await rowsOf(page, 'events'), [], 'nothing is told of what is worked out');
  await page.context().close();
});

test('with the server killed: plates are loaded, a gym is changed and a note written; all of it arrives once', async () => {
  const person = await signUp(taper, 'cellar@example.com');
  await person.send('equipment.prefs.submitted', { default_unit: 'kg', inventories: [aGym('Cellar')] });
  const page = await signedIn(browser, taper, person);
  await taper.kill();
  await openTools(page);
  await weight(page).fill('100');
  await load(page, /^100\skg: 25, 15 a side$/);

  await openTab(page, 'Gyms');
  await page.getByRole('link', { name: /Cellar/ }).click();
  await page.getByRole('button', { name: 'One pair of 15\u00a0kg less' }).click();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Not sent yet').waitFor();
  await openTab(page, 'Plates');
  await load(page, /^100\skg: 2 × 20 a side$/);

  await openTab(page, 'Machines');
  await page.getByRole('link', { name: 'Add a note' }).first().click();
  await page.getByLabel('Brand').fill('Hammer Strength');
  await page.getByLabel('Model').fill('V-Squat');
  await page.getByRole('textbox', { name: 'Setting 1, what' }).fill('Seat');
  await page.getByRole('textbox', { name: 'Setting 1, to what' }).fill('4');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('heading', { name: 'Hammer Strength V-Squat' }).waitFor();
  await pill(page, 'Offline · 2 to send');
  await page.reload();
  await page.getByRole('heading', { name: 'Hammer Strength V-Squat' }).waitFor();

  await taper.start();
  await networkReturns(page);
  await pill(page, 'Synced');
  const { prefs, version } = await prefsOf(person);
  assert.deepEqual(
    [version, prefs.inventories[0].plates.map((plates) => plates.weight.value)],
    [2, [25, 20, 10, 5, 2.5]],
  );
  const [note, ...more] = await notesOf(person);
  assert.deepEqual(
    [note.brand, note.model, note.visibility, note.version, more.length],
    ['Hammer Strength', 'V-Squat', 'private', 1, 0],
  );
  assert.deepEqual(note.settings, [{ name: 'Seat', value: '4' }]);

  await taper.kill();
  await page.getByRole('button', { name: 'Delete this note' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete', exact: true }).click();
  await page.getByText('No notes yet').waitFor();
  await taper.start();
  await networkReturns(page);
  await pill(page, 'Synced');
  assert.deepEqual(await notesOf(person), []);
  await page.context().close();
});

test('a shared note is found by somebody else, who keeps it as their own; a private one by nobody', async () => {
  const [ann, bea] = [await signUp(taper, 'ann@example.com'), await signUp(taper, 'bea@example.com')];
  const note = (model, visibility) => ({
    brand: 'Gym80',
    model,
    machine_type: 'leg_press',
    settings: [{ name: 'Seat', value: '2' }],
    visibility,
  });
  await ann.send('machine.notes.submitted', note('Sygnum', 'public'));
  await ann.send('machine.notes.submitted', note('Secret', 'private'));
  const page = await signedIn(browser, taper, bea);
  await openTools(page);
  await openTab(page, 'Machines');
  await page.getByText('Shared by all').click();
  await page.getByRole('searchbox', { name: 'Search brand, model, notes' }).fill('gym8 syg');
  await page.getByRole('button', { name: 'Keep as mine: Gym80 Sygnum' }).click();
  await page.getByRole('heading', { name: 'Gym80 Sygnum' }).waitFor();
  await pill(page, 'Synced');
  const [kept] = await notesOf(bea);
  assert.deepEqual([kept.model, kept.visibility, kept.settings[0].value], ['Sygnum', 'private', '2']);
  await page.getByRole('link', { name: 'Back', exact: true }).click();
  await page.getByText('Shared by all').click();
  await page.getByRole('searchbox', { name: 'Search brand, model, notes' }).fill('secret');
  await page.getByText('Nobody has shared this').waitFor();
  await taper.kill();
  await page.getByRole('searchbox', { name: 'Search brand, model, notes' }).fill('anything');
  await page.getByText('What others share needs the network').waitFor();
  await page.getByText('Mine', { exact: true }).click();
  await page.getByRole('searchbox', { name: 'Search brand, model, notes' }).fill('gym80');
  await page.getByText('Gym80 Sygnum').waitFor();
  await taper.start();
  await page.context().close();
});

test('the plates of a set are one tap away, and another bar or gym changes them', async () => {
  const person = await anAthlete(taper, 'plates@example.com');
  const [workout] = person.plan.workouts;
  const club = aGym('Club');
  const bar = { ...club.machines[0], machine_id: crypto.randomUUID(), name: 'Squat bar', start_weight: kg(25) };
  const gyms = [aGym('Cellar'), { ...club, machines: [...club.machines, bar] }];
  await person.send('equipment.prefs.submitted', { default_unit: 'kg', inventories: gyms });
  const page = await signedIn(browser, taper, person);
  await taper.kill();
  await startWorkout(page, taper, workout);
  // 142.5 kg: 61.25 a side, which these plates do not make.
  await page.getByRole('button', { name: /^140\skg: / }).click();
  const sheet = page.getByRole('dialog');
  await sheet.getByText('Not exactly with these plates').waitFor();
  await sheet.getByRole('button', { name: /Gym/ }).click();
  await page.getByRole('option', { name: 'Club' }).click();
  await sheet.getByRole('button', { name: /Loaded on/ }).click();
  await page.getByRole('option', { name: /Squat bar/ }).click();
  await sheet.getByRole('img', { name: /^140\skg: / }).waitFor();
  await sheet.getByRole('button', { name: /145\skg/ }).click();
  await page.getByRole('button', { name: /^145\skg: / }).waitFor();
  assert.equal(await page.getByRole('textbox', { name: 'Weight of set 1' }).inputValue(), '145');
  await taper.start();
  await page.context().close();
});

test('who lets it be counted tells machine, weight and unit; the queue lets it go once it was taken', async () => {
  const person = await signUp(taper, 'counted@example.com');
  const page = await signedIn(browser, taper, person);
  await openTools(page);
  await page.getByText('Let this instance count what is worked out').click();
  await taper.kill();
  await weight(page).fill('102.5');
  await queued(page, 1);
  const [row] = await rowsOf(page, 'events');
  await taper.start();
  await networkReturns(page);
  await queued(page, 0);
  await pill(page, 'Synced');
  assert.equal((await person.outcome(row.client_generated_id)).state, 'persisted');
  const counted = async () => (await (await fetch(`${taper.url}/metrics`)).text()).includes('platecalc_queries_total{');
  await until('it is counted', counted);
  await page.context().close();
});
