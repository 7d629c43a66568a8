// One service does not answer, the others do: what was read on the device before is shown, what is written waits or
// arrives, and no page of another service is touched (WEB-3).
import assert from 'node:assert/strict';
import { after, before, beforeEach } from 'node:test';
import { anAthlete } from './people.mjs';
import { html, pass, startProxy } from './proxy.mjs';
import { editTitle, goToPlan, networkReturns, openWorkout, pill, putRow, queued, rowsOf, signedIn } from './steps.mjs';
import { test } from './story.mjs';
import { launchBrowser, startTaper } from './taper.mjs';

const OLD = /This may be out of date/;
/** Older than what counts as current. */
const AGE_MS = 10 * 60_000;

let taper;
let browser;
let proxy;

before(async () => {
  [proxy, browser] = await Promise.all([startProxy(), launchBrowser()]);
  taper = await startTaper({ door: proxy.url });
  proxy.target = taper.url;
});

beforeEach(() => proxy.become(() => pass));

after(async () => {
  await browser?.close();
  await proxy?.end();
  await taper?.end();
});

const without = (service) => proxy.become(({ url }) => (service.test(url) ? html(503) : pass));

/** What the device knows it has known for some time. */
async function ages(page) {
  for (const row of await rowsOf(page, 'meta'))
    if (/^read:|^last_sync$/.test(row.name)) await putRow(page, 'meta', { ...row, value: row.value - AGE_MS });
}

const shows = (page, text) => page.getByRole('main').getByText(text).locator('visible=true').first().waitFor();

/** What was read of training before is on its pages, each of them opened anew. */
async function pagesShow(page, plan, also) {
  for (const [path, text] of Object.entries({ '/': plan.name, '/plan': 'Pull day', '/history': 'Squat day' })) {
    await page.goto(`${taper.door}${path}`);
    await shows(page, text);
    if (also) await shows(page, also);
    assert.equal(await page.getByText('This page did not load').count(), 0, path);
  }
}

test('training does not answer: plan and history stand as the stream keeps them, and what is written arrives', async () => {
  const person = await anAthlete(taper, 'no-training@example.com');
  const { plan } = person;
  const [done] = plan.workouts;
  const exercises_summary = [{ name: 'Squat', sets: [{ reps: 3, weight: { value: 142.5, unit: 'kg' } }] }];
  const finished = { workout_id: done.workout_id, plan_id: plan.plan_id, duration_seconds: 1800, exercises_summary };
  await person.send('workout.completed', finished);
  const page = await signedIn(browser, taper, person);
  await page.goto(`${taper.door}/history`);
  await shows(page, 'Squat day');
  without(/\/api\/v1\/(plans|workouts)/);
  await pagesShow(page, plan);
  assert.equal(await page.getByText(OLD).count(), 0, 'the stream has said all there is to say');
  await goToPlan(page);
  await openWorkout(page, 'Bench day');
  await editTitle(page, 'While it was silent');
  await queued(page, 0);
  await pill(page, 'Synced');
  const { body } = await person.read(`/plans/${plan.plan_id}`);
  assert.deepEqual([body.version, body.workouts[1].title], [2, 'While it was silent']);

  // Without the stream nobody knows, once it is some time ago.
  without(/\/api\/v1\/(plans|workouts|notify\/stream)/);
  await ages(page);
  await pagesShow(page, plan, OLD);
  proxy.become(() => pass);
  await goToPlan(page);
  await networkReturns(page);
  await page.getByText(OLD).waitFor({ state: 'detached' });
  await shows(page, 'While it was silent');
  await page.context().close();
});

test('ingress does not answer: everything can be read, and what is written waits for it', async () => {
  const person = await anAthlete(taper, 'no-ingress@example.com');
  const { plan } = person;
  const page = await signedIn(browser, taper, person);
  without(/\/api\/v1\/notify\//);
  await ages(page);
  await page.goto(`${taper.door}/plan`);
  await openWorkout(page, 'Bench day');
  await editTitle(page, 'Until it is back');
  await queued(page, 1);
  await page.reload();
  await shows(page, 'Until it is back');
  await pill(page, 'Offline · 1 to send');
  assert.equal((await person.read(`/plans/${plan.plan_id}`)).body.version, 1);
  proxy.become(() => pass);
  await networkReturns(page);
  await queued(page, 0);
  assert.equal((await person.read(`/plans/${plan.plan_id}`)).body.version, 2);
  await page.context().close();
});

test('athlete does not answer: what was said about the training is in its form, and the plan is not touched', async () => {
  const person = await anAthlete(taper, 'no-athlete@example.com');
  const page = await signedIn(browser, taper, person);
  await page.goto(`${taper.door}/onboarding`);
  const weight = page.getByLabel('Body weight').first();
  await weight.waitFor();
  without(/\/api\/v1\/settings/);
  await ages(page);
  await page.goto(`${taper.door}/onboarding`);
  await weight.waitFor();
  assert.equal(await weight.inputValue(), '82.5');
  await page.goto(`${taper.door}/me/settings`);
  await page.getByText('Weights in').waitFor();
  await page.goto(`${taper.door}/plan`);
  await shows(page, 'Bench day');
  await page.getByRole('button', { name: 'Plan details' }).waitFor();
  // It was read anew.
  await page.getByText(OLD).waitFor({ state: 'detached' });
  await page.context().close();
});
