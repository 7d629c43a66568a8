// Two devices of one person change the same plan without knowing of each other.
import assert from 'node:assert/strict';
import { cardOf, closeBoth, offline, offlineWithPlan, online, phoneAndDesktop } from './devices.mjs';
import { anAthlete, until } from './people.mjs';
import { browser, taper } from './served.mjs';
import {
  editNotes,
  editTitle,
  finish,
  goToPlan,
  networkReturns,
  openFinish,
  openWorkout,
  pill,
  queued,
  renameWorkout,
  rowsOf,
  signedIn,
  startWorkout,
  tick,
} from './steps.mjs';
import { test } from './story.mjs';

const titles = async (person) => {
  const { body } = await person.read(`/plans/${person.plan.plan_id}`);
  return body.workouts.map((workout) => workout.title);
};

test('they change different workouts: both changes stand, nobody is asked', async () => {
  const person = await anAthlete(taper, 'disjoint@example.com');
  const { plan } = person;
  const devices = await offlineWithPlan(person);
  const { phone, desktop } = devices;
  await openWorkout(phone, 'Bench day');
  await editTitle(phone, 'By the phone');
  await renameWorkout(desktop, taper, plan, plan.workouts[2], 'By the desktop');
  await queued(desktop, 0);
  await online(phone);
  await pill(phone, 'Synced');
  await queued(phone, 0);
  assert.deepEqual(await titles(person), ['Squat day', 'By the phone', 'By the desktop']);
  for (const page of [phone, desktop]) {
    await page.goto(`${taper.door}/plan`);
    await page.getByText('By the phone').locator('visible=true').waitFor();
    await page.getByText('By the desktop').locator('visible=true').waitFor();
    assert.equal(await page.getByText('Changed in two places').count(), 0);
  }
  await closeBoth(devices);
});

for (const [side, expected] of [
  ['This', ['Mine again', 'Mine too', 'Pull day']],
  ['Other', ['Theirs', 'Mine too', 'Pull day']],
]) {
  test(`an overlap behind three queued changes is one card, settled by one tap on "${side} device"`, async () => {
    const person = await anAthlete(taper, `overlap-${side}@example.com`.toLowerCase());
    const { plan } = person;
    const devices = await offlineWithPlan(person);
    const { phone, desktop } = devices;
    const changes = [
      ['Squat day', 'Mine'],
      ['Bench day', 'Mine too'],
      ['Mine', 'Mine again'],
    ];
    for (const [count, [from, to]] of changes.entries()) {
      await openWorkout(phone, from);
      await editTitle(phone, to);
      // Tried without an answer, so the next change cannot take its place.
      await until(`${count + 1} tried`, async () => {
        await networkReturns(phone);
        const rows = await rowsOf(phone, 'events');
        return rows.length === count + 1 && rows.every((row) => row.retryCount > 0);
      });
      await goToPlan(phone);
    }
    await renameWorkout(desktop, taper, plan, plan.workouts[0], 'Theirs');
    await queued(desktop, 0);
    await online(phone);
    const card = cardOf(phone);
    await card.waitFor();
    assert.equal(await card.count(), 1);
    await pill(phone, 'Needs attention · 1');
    await card.getByText('Mine again').waitFor();
    await card.getByText('Theirs', { exact: true }).waitFor();
    // Whoever begins it is told first.
    await phone.getByRole('link', { name: 'Today', exact: true }).locator('visible=true').click();
    await phone.getByText('what holds is not chosen yet', { exact: false }).waitFor();
    await phone.getByRole('link', { name: 'Start workout' }).waitFor();
    await phone.getByRole('link', { name: 'Choose', exact: true }).click();
    // Twice, as a thumb does: the second tap is nothing.
    await card.getByRole('button', { name: `${side} device`, exact: true }).dblclick();
    await pill(phone, 'Synced');
    await queued(phone, 0);
    assert.equal(await phone.getByText('could not be kept', { exact: false }).count(), 0);
    assert.deepEqual(await titles(person), expected);
    await desktop.goto(`${taper.door}/plan`);
    for (const title of expected) await desktop.getByText(title, { exact: true }).locator('visible=true').waitFor();
    // The other side is kept.
    await goToPlan(phone);
    await phone.getByRole('button', { name: 'Plan details' }).click();
    await phone.getByRole('heading', { name: 'Versions not taken' }).waitFor();
    await closeBoth(devices);
  });
}

test('two workouts that both changed are two questions; what only one changed in them stands either way', async () => {
  const person = await anAthlete(taper, 'questions@example.com');
  const { plan } = person;
  const devices = await offlineWithPlan(person);
  const { phone, desktop } = devices;
  for (const [from, to] of [
    ['Squat day', 'Squat by the phone'],
    ['Bench day', 'Bench by the phone'],
  ]) {
    await openWorkout(phone, from);
    await editTitle(phone, to);
    await goToPlan(phone);
  }
  await openWorkout(phone, 'Squat by the phone');
  await editNotes(phone, 'Knees out');
  const [squat, bench] = plan.workouts;
  await renameWorkout(desktop, taper, plan, squat, 'Squat by the desktop');
  await renameWorkout(desktop, taper, plan, bench, 'Bench by the desktop');
  await queued(desktop, 0);
  await online(phone);
  await pill(phone, 'Needs attention · 1');
  await phone.goto(`${taper.door}/queue`);
  const question = (title) => phone.getByRole('region', { name: title });
  const choose = (title, side) => question(title).getByRole('button', { name: side, exact: true }).click();
  await choose('Squat day', 'This device');
  await phone.getByText('One more to choose.', { exact: false }).waitFor();
  // Kept, should the app be closed in between.
  await phone.reload();
  await phone.getByText('One more to choose.', { exact: false }).waitFor();
  assert.equal(
    await question('Squat day').getByRole('button', { name: 'This device', exact: true }).getAttribute('aria-pressed'),
    'true',
  );
  // The card follows the other device, whose change of the one question takes no answer from the other.
  await renameWorkout(desktop, taper, plan, bench, 'Bench once more');
  await phone.getByText('Bench once more').waitFor();
  assert.equal(
    await question('Squat day').getByRole('button', { name: 'This device', exact: true }).getAttribute('aria-pressed'),
    'true',
  );
  await choose('Bench day', 'Other device');
  await pill(phone, 'Synced');
  await queued(phone, 0);
  const { body } = await person.read(`/plans/${plan.plan_id}`);
  assert.deepEqual(
    body.workouts.map(({ title, notes }) => [title, notes ?? null]),
    [
      ['Squat by the phone', 'Knees out'],
      ['Bench once more', null],
      ['Pull day', null],
    ],
  );
  await closeBoth(devices);
});

test('a workout finished on two devices: asked is only what both did differently, the rest stands', async () => {
  const person = await anAthlete(taper, 'finished-twice@example.com');
  const [workout] = person.plan.workouts;
  const phone = await signedIn(browser, taper, person);
  await startWorkout(phone, taper, workout);
  await queued(phone, 0);
  await offline(phone);
  await tick(phone, 1);
  await finish(phone);
  await queued(phone, 1);
  const kg = (value, reps) => ({ reps, weight: { value, unit: 'kg' } });
  const exercises_summary = [
    { name: 'Squat', sets: [kg(120.5, 3), kg(130, 3)] },
    { name: 'Pause bench', sets: [kg(90, 4)] },
  ];
  await person.send('workout.completed', {
    workout_id: workout.workout_id,
    plan_id: person.plan.plan_id,
    duration_seconds: 1800,
    exercises_summary,
  });
  await online(phone);
  await pill(phone, 'Needs attention · 1');
  await phone.goto(`${taper.door}/queue`);
  const card = cardOf(phone);
  const plain = (texts) => texts.map((text) => text.replaceAll('\u00a0', ' '));
  await card.getByText('Put together from both', { exact: false }).waitFor();
  assert.deepEqual(plain(await card.getByRole('cell').allTextContents()), [
    '1 × 3 · 142.5 kg',
    '1 × 3 · 120.5 kg; 1 × 3 · 130 kg',
  ]);
  assert.deepEqual(plain(await card.getByRole('listitem').allTextContents()), [
    'Pause bench: 1 × 4 · 90 kg · from the other',
  ]);
  await card.getByRole('button', { name: 'This device', exact: true }).click();
  await pill(phone, 'Synced');
  await queued(phone, 0);
  const [{ done }, ...more] = await person.workouts();
  assert.equal(more.length, 0);
  assert.deepEqual(
    done.exercises_summary.map(({ name, sets }) => [name, sets.map(({ weight }) => weight.value)]),
    [
      ['Squat', [142.5]],
      ['Pause bench', [90]],
    ],
  );
  await phone.context().close();
});

test('a workout that was finished on the other device says so here and goes on only by choice', async () => {
  const person = await anAthlete(taper, 'finished-elsewhere@example.com');
  const [workout] = person.plan.workouts;
  const phone = await signedIn(browser, taper, person);
  await startWorkout(phone, taper, workout);
  await tick(phone, 1);
  await queued(phone, 0);
  const exercises_summary = [{ name: 'Squat', sets: [{ reps: 3, weight: { value: 120.5, unit: 'kg' } }] }];
  const done = {
    workout_id: workout.workout_id,
    plan_id: person.plan.plan_id,
    duration_seconds: 1800,
    exercises_summary,
  };
  await person.send('workout.completed', done);
  await phone.getByText('Finished on another device').waitFor();
  assert.equal(await phone.getByLabel('Time in the workout').textContent(), '30:00');
  await phone.getByRole('button', { name: 'Leave; the workout goes on' }).click();
  await phone.getByText('Finished on another device').waitFor();
  await phone.getByRole('link', { name: 'Go on' }).click();
  await openFinish(phone);
  await phone.getByRole('button', { name: 'Discard this workout' }).click();
  await phone.getByRole('alertdialog').getByRole('button', { name: 'Discard', exact: true }).click();
  await phone.waitForURL((url) => url.pathname === '/');
  assert.deepEqual(await rowsOf(phone, 'drafts'), []);
  await queued(phone, 0);
  const [standing, ...more] = await person.workouts();
  assert.deepEqual([standing.state, standing.version, more.length], ['completed', 2, 0], 'what was done there stands');
  await phone.context().close();
});

test('settings changed on two devices, the later change sent last: both stand, nobody is asked', async () => {
  const person = await anAthlete(taper, 'settings@example.com');
  const devices = await phoneAndDesktop(person);
  const { phone, desktop } = devices;
  const set = (page, choice) => page.getByText(choice, { exact: true }).click();
  await phone.goto(`${taper.door}/me/settings`);
  await set(phone, 'Light');
  await queued(phone, 0);
  await desktop.goto(`${taper.door}/me/settings`);
  await desktop.getByRole('radio', { name: 'Light' }).and(desktop.locator(':checked')).waitFor({ state: 'attached' });
  for (const page of [phone, desktop]) await offline(page);
  await set(phone, 'lb');
  await queued(phone, 1);
  await set(desktop, '12 h');
  await queued(desktop, 1);
  for (const page of [phone, desktop]) {
    await online(page);
    await queued(page, 0);
  }
  const { body } = await person.read('/settings/app');
  const { units, clock, theme } = body.app_settings;
  assert.deepEqual({ units, clock, theme }, { units: 'lb', clock: '12h', theme: 'light' });
  await closeBoth(devices);
});

test('settings that two devices save for the first time: the card names what differs', async () => {
  const person = await anAthlete(taper, 'first-settings@example.com', null);
  const devices = await phoneAndDesktop(person);
  const { phone, desktop } = devices;
  for (const page of [phone, desktop]) await page.goto(`${taper.door}/me/settings`);
  await offline(phone);
  await phone.getByText('Dark', { exact: true }).click();
  await queued(phone, 1);
  await desktop.getByText('Light', { exact: true }).click();
  await queued(desktop, 0);
  await online(phone);
  const card = cardOf(phone);
  await card.getByText('Colours', { exact: true }).waitFor();
  assert.deepEqual(await card.getByRole('cell').allTextContents(), ['Dark', 'Light']);
  await card.getByRole('button', { name: 'This device', exact: true }).click();
  await pill(phone, 'Synced');
  await queued(phone, 0);
  assert.equal((await person.read('/settings/app')).body.app_settings.theme, 'dark');
  await closeBoth(devices);
});

test('a deletion meets a queued change: answered at once, and the changed one can be brought back', async () => {
  const person = await anAthlete(taper, 'deleted@example.com');
  const { plan } = person;
  const devices = await offlineWithPlan(person);
  const { phone, desktop } = devices;
  await openWorkout(phone, 'Bench day');
  await editTitle(phone, 'Worth keeping');
  await desktop.goto(`${taper.door}/plan`);
  await desktop.getByRole('button', { name: 'Plan details' }).click();
  await desktop.getByRole('button', { name: 'Delete this plan' }).click();
  await desktop.getByRole('alertdialog').getByRole('button', { name: 'Delete this plan' }).click();
  await until('the deletion', async () => (await person.read(`/plans/${plan.plan_id}`)).status === 404);
  await online(phone);
  await pill(phone, 'Needs attention · 1');
  await phone.goto(`${taper.door}/queue`);
  await phone.getByText('It was deleted elsewhere while you changed it here.').waitFor();
  await phone.getByRole('button', { name: 'Bring it back' }).click();
  await pill(phone, 'Synced');
  await queued(phone, 0);
  const { body } = await person.read('/plans');
  assert.equal(body.items.length, 1);
  assert.notEqual(body.items[0].plan_id, plan.plan_id, 'what is deleted stays deleted');
  const { body: back } = await person.read(`/plans/${body.items[0].plan_id}`);
  assert.deepEqual(
    back.workouts.map((workout) => workout.title),
    ['Squat day', 'Worth keeping', 'Pull day'],
  );
  await closeBoth(devices);
});
