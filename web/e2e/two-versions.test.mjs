// What two devices made of one thing is told, chosen and kept; what is outside a plan is seen; Back closes a calendar.
import assert from 'node:assert/strict';
import { cardOf, closeBoth, offline, online, phoneAndDesktop } from './devices.mjs';
import { anAthlete, day, until } from './people.mjs';
import { browser, taper } from './served.mjs';
import {
  DESKTOP,
  editTitle,
  finish,
  goToPlan,
  openWorkout,
  pill,
  queued,
  signedIn,
  startWorkout,
  tick,
} from './steps.mjs';
import { test } from './story.mjs';

/** Sets of today's squats with a weight of one's own. */
async function train(page, workout, count, weight) {
  await startWorkout(page, taper, workout);
  for (let number = 1; number <= count; number++) {
    await page.getByLabel(`Weight of set ${number}`).fill(String(weight));
    await tick(page, number);
  }
}

const squats = async (person) => {
  const { done } = (await person.read(`/workouts/${person.plan.workouts[0].workout_id}`)).body;
  return done.exercises_summary.map(({ sets }) => sets.map(({ weight }) => weight.value));
};

/** The phone finishes after the desktop did, without having heard of it. */
async function finishedTwice(person, phoneDid, desktopDid) {
  const [workout] = person.plan.workouts;
  const devices = await phoneAndDesktop(person, { desktop: { viewport: DESKTOP } });
  const { phone, desktop } = devices;
  await train(phone, workout, ...phoneDid);
  await queued(phone, 0);
  await offline(phone);
  await train(desktop, workout, ...desktopDid);
  await finish(desktop);
  await queued(desktop, 0);
  await finish(phone);
  await online(phone);
  return devices;
}

test('a workout finished on two devices: the card says what was done on both, and the one not taken comes back', async () => {
  const person = await anAthlete(taper, 'twice@example.com');
  const devices = await finishedTwice(person, [1, 71], [2, 77]);
  const { phone } = devices;
  await pill(phone, 'Needs attention · 1');
  await phone.goto(`${taper.door}/queue`);
  const card = cardOf(phone);
  await card.getByText('Squat day', { exact: true }).waitFor();
  const squat = card.getByRole('region', { name: 'Squat', exact: true });
  const plain = (texts) => texts.map((text) => text.replaceAll('\u00a0', ' '));
  assert.deepEqual(plain(await squat.getByRole('cell').allTextContents()), ['1 × 3 · 71 kg', '2 × 3 · 77 kg']);
  await card.getByRole('button', { name: 'This device', exact: true }).click();
  await pill(phone, 'Synced');
  await queued(phone, 0);
  assert.deepEqual(await squats(person), [[71]]);

  await phone.goto(`${taper.door}/history/${person.plan.workouts[0].workout_id}`);
  await phone.getByRole('heading', { name: 'Versions not taken' }).waitFor();
  for (const [shown, now] of [
    ['2 × 3 · 77 kg', [[77, 77]]],
    ['1 × 3 · 71 kg', [[71]]],
  ]) {
    await phone.getByRole('listitem').filter({ hasText: shown }).getByRole('button', { name: 'Take this one' }).click();
    const question = phone.getByRole('alertdialog', { name: 'Take this version?' });
    await question.getByText(shown).waitFor();
    await question.getByRole('button', { name: 'Take this one' }).click();
    await question.waitFor({ state: 'detached' });
    await until('the version taken', async () => JSON.stringify(await squats(person)) === JSON.stringify(now));
    await queued(phone, 0);
  }
  await closeBoth(devices);
});

test('the same done on two devices: nobody is asked', async () => {
  const person = await anAthlete(taper, 'alike@example.com');
  const devices = await finishedTwice(person, [2, 77], [2, 77]);
  const { phone } = devices;
  await pill(phone, 'Synced');
  await queued(phone, 0);
  assert.equal(await cardOf(phone).count(), 0);
  assert.deepEqual(await squats(person), [[77, 77]]);
  await closeBoth(devices);
});

test('a plan changed in two places: the card tells the weights, and an older version is taken after a question', async () => {
  const person = await anAthlete(taper, 'weights@example.com');
  const { plan } = person;
  const heavier = (value) => ({
    ...plan,
    base_version: 1,
    workouts: plan.workouts.map((workout, at) =>
      at > 0
        ? workout
        : {
            ...workout,
            exercises: workout.exercises.map((exercise, place) =>
              place > 0
                ? exercise
                : { ...exercise, sets: exercise.sets.map((set) => ({ ...set, weight: { value, unit: 'kg' } })) },
            ),
          },
    ),
  });
  const phone = await signedIn(browser, taper, person);
  await goToPlan(phone);
  await offline(phone);
  await openWorkout(phone, 'Squat day');
  await phone.getByRole('button', { name: 'Edit', exact: true }).click();
  await phone.getByLabel('kg, Squat, row 1').fill('150');
  await phone.getByRole('button', { name: 'Save', exact: true }).click();
  await queued(phone, 1);
  await goToPlan(phone);
  await openWorkout(phone, 'Squat day');
  await editTitle(phone, 'Mine');
  await person.send('program.plan.updated', heavier(170));
  await online(phone);
  await pill(phone, 'Needs attention · 1');
  await goToPlan(phone);
  const card = cardOf(phone);
  await card.getByText('Squat · Sets 1–5 · weight').waitFor();
  await card.getByText('150 kg').waitFor();
  await card.getByText('170 kg').waitFor();
  await card.getByRole('button', { name: 'Other device', exact: true }).click();
  await pill(phone, 'Synced');
  const squatDay = async () => {
    const [{ title, exercises }] = (await person.read(`/plans/${plan.plan_id}`)).body.workouts;
    return [title, exercises[0].sets[0].weight.value];
  };
  // The title was in no question.
  assert.deepEqual(await squatDay(), ['Mine', 170]);

  await phone.getByRole('button', { name: 'Plan details' }).click();
  await phone.getByRole('button', { name: 'Take this one' }).click();
  const question = phone.getByRole('alertdialog', { name: 'Take this version?' });
  await question.getByText('Only this is taken', { exact: false }).waitFor();
  await question.getByText('Squat · Sets 1–5 · weight').waitFor();
  await question.getByText('150 kg').waitFor();
  await phone.goBack();
  await question.waitFor({ state: 'detached' });
  await phone.getByRole('dialog', { name: 'Plan details' }).waitFor();
  assert.deepEqual(await squatDay(), ['Mine', 170]);
  await phone.getByRole('button', { name: 'Take this one' }).click();
  await question.getByRole('button', { name: 'Take this one' }).click();
  await until('the version taken', async () => (await squatDay())[1] === 150);
  // What it replaced is kept in its turn.
  await queued(phone, 0);
  await phone.getByRole('button', { name: 'Plan details' }).click();
  await phone.getByRole('button', { name: 'Take this one' }).waitFor();
  await phone.context().close();
});

test('a workout cannot be put before its plan begins; Back closes the calendar, and then the page', async () => {
  const person = await anAthlete(taper, 'early@example.com');
  const phone = await signedIn(browser, taper, person);
  await goToPlan(phone);
  await openWorkout(phone, 'Bench day');
  await phone.getByRole('button', { name: 'Edit', exact: true }).click();
  const at = phone.url();
  await phone
    .getByRole('button', { name: /Day|Calendar/ })
    .last()
    .click();
  await phone.getByRole('grid').waitFor();
  await phone.waitForFunction(() => history.state?.over_page);
  await phone.goBack();
  await phone.getByRole('grid').waitFor({ state: 'detached' });
  assert.equal(phone.url(), at);
  await phone.waitForFunction(() => !history.state?.over_page);

  const [, , dayOfMonth] = day(-1).split('-');
  const [, month] = day(-1).split('-');
  const segment = (name) => phone.getByRole('spinbutton', { name: new RegExp(`^${name}`) });
  await segment('day').click();
  await phone.keyboard.type(dayOfMonth);
  await segment('month').click();
  await phone.keyboard.type(month);
  await phone.getByText('A workout cannot be before the first day.').waitFor();
  await phone.getByRole('button', { name: 'Save', exact: true }).click();
  await queued(phone, 0);
  await phone.context().close();
});
