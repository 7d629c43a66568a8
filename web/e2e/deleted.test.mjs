// What was deleted on one device while another had changed it: asked where it stands, kept, and brought back.
import assert from 'node:assert/strict';
import { cardOf, offline, online } from './devices.mjs';
import { anAthlete, day, until } from './people.mjs';
import { browser, taper } from './served.mjs';
import { editTitle, goToPlan, openWorkout, pill, queued, signedIn } from './steps.mjs';
import { test } from './story.mjs';
import { clean, go, inspect, LOOKS } from './tour.mjs';

const PHONES = LOOKS.filter(({ name }) => name.startsWith('phone'));
const look = async (page, name) => {
  for (const one of PHONES) clean(await inspect(page, `deleted/${name}`, one));
};

const planOf = async (person) => (await person.read(`/plans/${person.plan.plan_id}`)).body;

test('a plan that was let go is kept on the queue page, and comes back from there without a network', async () => {
  const person = await anAthlete(taper, 'let-go@example.com');
  const { plan } = person;
  const phone = await signedIn(browser, taper, person);
  await goToPlan(phone);
  await offline(phone);
  await openWorkout(phone, 'Bench day');
  await editTitle(phone, 'Worth keeping');
  await goToPlan(phone);
  await person.send('program.plan.deleted', { plan_id: plan.plan_id, base_version: 1 });
  await online(phone);
  await cardOf(phone).waitFor();
  await phone.getByText('It was deleted elsewhere while you changed it here.').waitFor();
  await look(phone, 'plan-asked');
  await cardOf(phone).getByRole('button', { name: 'Let it go' }).click();
  await phone.getByText('No plan yet').waitFor();
  await pill(phone, 'Synced');
  await offline(phone);
  await go(phone, '/queue');
  const kept = phone.getByRole('region', { name: 'Kept after a deletion' });
  await kept.getByText('Nordic Open').waitFor();
  await kept.getByText(/until/).waitFor();
  await look(phone, 'kept');
  // Twice, as a thumb does: one plan comes back.
  await kept.getByRole('button', { name: 'Bring it back' }).dblclick();
  await kept.waitFor({ state: 'hidden' });
  await queued(phone, 1);
  await goToPlan(phone);
  await phone.getByText('Worth keeping').locator('visible=true').waitFor();
  await online(phone);
  await pill(phone, 'Synced');
  await queued(phone, 0);
  const { body } = await person.read('/plans');
  assert.equal(body.items.length, 1);
  assert.notEqual(body.items[0].plan_id, plan.plan_id, 'what is deleted stays deleted');
  await phone.context().close();
});

test('a plan deleted here and changed elsewhere is asked about on its page, which says before that there is none', async () => {
  const person = await anAthlete(taper, 'removed@example.com');
  const { plan } = person;
  const phone = await signedIn(browser, taper, person);
  await goToPlan(phone);
  await offline(phone);
  await phone.getByRole('button', { name: 'Plan details' }).click();
  await phone.getByRole('button', { name: 'Delete this plan' }).click();
  await phone.getByRole('alertdialog').getByRole('button', { name: 'Delete this plan' }).click();
  await phone.getByText('No plan yet').waitFor();
  const workouts = plan.workouts.map((one, at) => (at === 0 ? { ...one, title: 'By the desktop' } : one));
  await person.send('program.plan.updated', { ...plan, workouts, base_version: 1 });
  await online(phone);
  await cardOf(phone).waitFor();
  await phone.getByText('You deleted it here; meanwhile it was changed elsewhere.').waitFor();
  await look(phone, 'plan-removed');
  await cardOf(phone).getByRole('button', { name: 'Keep it' }).click();
  await phone.getByText('By the desktop').locator('visible=true').waitFor();
  await pill(phone, 'Synced');
  assert.equal((await planOf(person)).workouts[0].title, 'By the desktop');
  await phone.context().close();
});

test('a done workout deleted elsewhere and brought back keeps its place in the plan', async () => {
  const person = await anAthlete(taper, 'back@example.com');
  const { plan } = person;
  const [planned] = plan.workouts;
  const done = {
    workout_id: planned.workout_id,
    plan_id: plan.plan_id,
    title: planned.title,
    start_timestamp: `${day(0)}T00:00:01.000Z`,
    duration_seconds: 1800,
    exercises_summary: [{ name: 'Squat', sets: [{ reps: 3, weight: { value: 142.5, unit: 'kg' } }] }],
  };
  await person.send('workout.completed', done);
  const phone = await signedIn(browser, taper, person);
  await phone.goto(`${taper.door}/history/${planned.workout_id}`);
  await phone.getByRole('button', { name: 'Edit', exact: true }).click();
  await offline(phone);
  await phone.getByLabel('Notes', { exact: true }).fill('Belt on');
  await phone.getByRole('button', { name: 'Save', exact: true }).click();
  await queued(phone, 1);
  await person.send('workout.deleted', { workout_id: planned.workout_id, base_version: 1 });
  await online(phone);
  await cardOf(phone).getByRole('button', { name: 'Bring it back' }).click();
  await pill(phone, 'Synced');
  await queued(phone, 0);
  const [back, ...more] = await person.workouts();
  assert.equal(more.length, 0);
  assert.notEqual(back.workout_id, planned.workout_id, 'what is deleted stays deleted');
  const place = await until(
    'its place',
    async () => {
      const workouts = (await planOf(person)).workouts;
      return workouts.find(({ workout_id }) => workout_id === back.workout_id);
    },
    10_000,
  );
  assert.equal(place.title, 'Squat day');
  await goToPlan(phone);
  await phone.getByRole('button', { name: /Squat day.*Done/ }).waitFor();
  await phone.context().close();
});
