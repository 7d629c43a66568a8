// Missions: made and ridden with the server killed, walked through their whole life by hand, changed on two devices.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { anAthlete, day, signUp } from './people.mjs';
import { browser, taper } from './served.mjs';
import { networkReturns, pill, signedIn } from './steps.mjs';
import { test } from './story.mjs';

const POINTS = {
  flat: { gc: 5, breakaway: 8 },
  mountain: { gc: 6 },
  bonuses: { consecutive_2: { threshold: 2, points: 3 } },
};
const aMission = (other = {}) => ({
  mission_id: randomUUID(),
  name: 'Tour of the Fjords',
  mission_type: 'stage_race',
  prep_start: day(5),
  event_start: day(20),
  event_end: day(23),
  timezone: 'UTC',
  points_schema: POINTS,
  ...other,
});
const aStage = (mission, stage_number, other = {}) => ({
  mission_id: mission.mission_id,
  stage_id: randomUUID(),
  stage_number,
  stage_type: 'flat',
  ride_mode: 'gc',
  ...other,
});
const missionsOf = async (person) => (await person.read('/missions')).body.items;
const progressOf = async (person, id) => (await person.read(`/missions/${id}/progress`)).body;
const heading = (page, name) => page.getByRole('heading', { name, exact: true }).first();

/** By the page that everybody has, as somebody would who looks for it. */
async function openMissions(page) {
  await page.getByRole('link', { name: 'Me', exact: true }).locator('visible=true').click();
  await page.getByRole('link', { name: /^Missions/ }).click();
  await heading(page, 'Missions').waitFor();
}

/** Types a day into a field of the form, as its language writes it. */
async function typeDay(page, label, iso) {
  const [year, month, date] = iso.split('-');
  const group = page.getByRole('group', { name: label });
  await group.getByRole('spinbutton', { name: /day,/ }).first().click();
  await page.keyboard.type(`${date}${month}${year}`);
}

test('with the server killed: a mission is made in steps, its stages ridden, its points counted; all of it arrives once', async () => {
  const person = await signUp(taper, 'fjords@example.com');
  const page = await signedIn(browser, taper, person);
  assert.equal(await page.getByText('Mission').count(), 0, 'nobody without a mission sees any of it on Today');
  await openMissions(page);
  await page.getByText('No missions yet').waitFor();
  await taper.kill();
  await page.getByRole('link', { name: 'New mission' }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByText('This is needed.').waitFor();
  await page.getByLabel('Name', { exact: true }).fill('Tour of the Fjords');
  await page.getByText('Stage race', { exact: true }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
  await heading(page, 'When is it?').waitFor();
  await typeDay(page, 'Day', day(1));
  await page.getByText('It takes several days').click();
  await page.getByRole('button', { name: 'Continue' }).click();
  await heading(page, 'What is it about?').waitFor();
  await page.reload();
  await page.getByLabel('Place and goals').fill('Bergen. All stages, and the jersey.');
  await page.getByRole('button', { name: 'Continue' }).click();
  await heading(page, 'Stages and points').waitFor();
  for (const _ of [1, 2]) await page.getByRole('button', { name: '+ Stage' }).click();
  await page.getByRole('textbox', { name: 'Bonus 1, how many' }).fill('2');
  await page.getByRole('button', { name: 'Create mission' }).click();
  await heading(page, 'Tour of the Fjords').waitFor();
  await page.getByText('Not sent yet').first().waitFor();

  for (const number of [1, 2]) {
    await page.getByRole('button', { name: new RegExp(`^Stage ${number}: `) }).click();
    await page.getByRole('dialog').getByText('It is done').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText(`${number} of 2 done`).waitFor();
  }
  await page.getByRole('row', { name: /2 of 2 done 10 5/ }).waitFor();
  await page.getByText('To move it by hand needs the network.').waitFor();
  await page.reload();
  await page.getByText('2 of 2 done').waitFor();
  await page.getByRole('link', { name: 'Today', exact: true }).locator('visible=true').click();
  await page.getByRole('link', { name: /Tour of the Fjords/ }).waitFor();
  await page.getByRole('link', { name: 'Make a plan for it' }).waitFor();

  await taper.start();
  await networkReturns(page);
  await pill(page, 'Synced');
  const [mission, ...more] = await missionsOf(person);
  assert.deepEqual([mission.name, mission.version, more.length], ['Tour of the Fjords', 1, 0]);
  const progress = await progressOf(person, mission.mission_id);
  assert.deepEqual(
    [progress.stages_completed, progress.points, progress.bonus_points, progress.stages.map((one) => one.version)],
    [2, 10, 5, [1, 1]],
  );
  await page.context().close();
});

test('a mission is walked through its whole life by hand, and its history says who and why', async () => {
  const person = await anAthlete(taper, 'life@example.com', null);
  const mission = aMission();
  await person.send('mission.submitted', mission);
  await person.send('mission.stage.submitted', aStage(mission, 1));
  const page = await signedIn(browser, taper, person);
  await page.getByRole('link', { name: /Tour of the Fjords/ }).click();
  await page.getByText('It has not moved yet.').waitFor();
  for (const [button, state, why] of [
    ['Begin training now', 'Training', 'The block begins early'],
    ['Begin the event now', 'Under way', ''],
    ['Finish the mission', 'Complete', 'Last stage ridden'],
  ]) {
    await page.getByRole('button', { name: button }).click();
    const sheet = page.getByRole('dialog');
    if (why) await sheet.getByLabel('Why (optional)').fill(why);
    await sheet.getByRole('button', { name: button }).click();
    await page.locator('[aria-current=step]').getByText(state, { exact: true }).waitFor();
    if (why) await page.getByText(why, { exact: true }).waitFor();
  }
  await page.getByText('Under way → Complete').waitFor();
  await page.getByText('It is complete. Nothing moves any more.').waitFor();
  const { body } = await person.read(`/missions/${mission.mission_id}/history`);
  assert.deepEqual(
    body.items.map(({ to, reason, actor_id }) => [to, reason, actor_id === person.id]),
    [
      ['MISSION_COMPLETE', 'Last stage ridden', true],
      ['EVENT_ACTIVE', undefined, true],
      ['TRAINING', 'The block begins early', true],
    ],
  );
  await taper.kill();
  await page.reload();
  await page.getByText('The block begins early', { exact: true }).waitFor();
  await page.getByText('by you').first().waitFor();
  await taper.start();
  await page.context().close();
});

test('two devices change one mission: what differs is one card, and the other version stays at hand', async () => {
  const person = await signUp(taper, 'two-missions@example.com');
  const mission = aMission();
  await person.send('mission.submitted', mission);
  const page = await signedIn(browser, taper, person);
  await page.getByRole('link', { name: /Tour of the Fjords/ }).click();
  await heading(page, 'Tour of the Fjords').waitFor();
  await page.context().setOffline(true);
  await page.getByRole('link', { name: 'Edit', exact: true }).click();
  await page.getByLabel('Name', { exact: true }).fill('Tour in the rain');
  await page.getByLabel('Place and goals').fill('Bergen');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await heading(page, 'Tour in the rain').waitFor();
  await person.send('mission.submitted', {
    ...mission,
    name: 'Tour in the sun',
    event_end: day(24),
    base_version: 1,
  });
  await page.context().setOffline(false);
  await networkReturns(page);
  const card = page.getByRole('region', { name: 'Changed in two places' });
  await card.getByRole('cell', { name: 'Tour in the sun' }).waitFor();
  await card.getByText(/Place and goals: Bergen · from this device/).waitFor();
  await card.getByRole('button', { name: 'Other device' }).click();
  await heading(page, 'Tour in the sun').waitFor();
  await pill(page, 'Synced');
  const { body } = await person.read(`/missions/${mission.mission_id}`);
  assert.deepEqual([body.name, body.notes, body.event_end], ['Tour in the sun', 'Bergen', day(24)]);
  await page.getByText('Name: Tour in the rain').waitFor();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete', exact: true }).click();
  await page.getByText('No missions yet').waitFor();
  await pill(page, 'Synced');
  assert.deepEqual(await missionsOf(person), []);
  await page.context().close();
});
