// Several tabs and several people on one device.
import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { offline } from './devices.mjs';
import { anAthlete, until } from './people.mjs';
import { browser, taper } from './served.mjs';
import {
  allRead,
  editTitle,
  finish,
  goToPlan,
  networkReturns,
  openWorkout,
  pill,
  queued,
  renameWorkout,
  rowsOf,
  signedIn,
  signIn,
  startWorkout,
  tick,
} from './steps.mjs';
import { test } from './story.mjs';

/** Notes which page hands events in. */
function watchSending(context) {
  const sent = [];
  context.on('request', (request) => {
    if (request.url().includes('/notify/events')) sent.push(request.frame().page());
  });
  return sent;
}

/** An open dialog holds all of a page's scripts and timers; its locks stay. Answers with how to let it go on. */
async function freeze(page) {
  const shown = page.waitForEvent('dialog');
  await page.evaluate(() => void setTimeout(() => alert('still'), 0));
  const dialog = await shown;
  return () => dialog.accept();
}

/** A tab that counts as hidden never takes the lead from another one, however starved the machine is. */
async function neverSteals(page) {
  const hide = () => Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'hidden' });
  await page.addInitScript(hide);
  await page.evaluate(hide);
}

const metaOf = async (page, wanted) => (await rowsOf(page, 'meta')).find(({ name }) => name === wanted)?.value;
const leaderEpoch = (page) => metaOf(page, 'leader_epoch');
/** The server says something at least that often. */
const HEARTBEAT_MS = 15_000;

test('two tabs, the leading one is closed: the other sends', async () => {
  const person = await anAthlete(taper, 'ada@example.com');
  const [workout, later] = person.plan.workouts;
  const leader = await signedIn(browser, taper, person);
  const sent = watchSending(leader.context());
  const follower = await leader.context().newPage();
  await neverSteals(follower);
  const epoch = await leaderEpoch(leader);
  await renameWorkout(follower, taper, person.plan, later, 'By the follower');
  await queued(follower, 0);
  assert.deepEqual([...new Set(sent)], [leader], 'what the follower writes, the leader sends');
  assert.equal(await leaderEpoch(leader), epoch);
  await taper.kill();
  await startWorkout(follower, taper, workout);
  await tick(follower, 1);
  await finish(follower);
  await leader.close();
  await taper.start();
  await networkReturns(follower);
  await pill(follower, 'Synced');
  await queued(follower, 0);
  const [done, ...more] = await person.workouts();
  assert.deepEqual([done.version, done.state, more.length], [2, 'completed', 0]);
  assert.equal((await person.read(`/plans/${person.plan.plan_id}`)).body.version, 2);
  await follower.context().close();
});

test('two tabs, the leading one is frozen: the other sends; thawed, it sends and writes nothing', async () => {
  const person = await anAthlete(taper, 'eva@example.com');
  const { plan } = person;
  const [, second] = plan.workouts;
  const leader = await signedIn(browser, taper, person);
  const sent = watchSending(leader.context());
  const follower = await leader.context().newPage();
  await follower.goto(taper.door);
  await allRead(follower, person);
  const epoch = await leaderEpoch(follower);
  const thaw = await freeze(leader);
  await renameWorkout(follower, taper, plan, second, 'While it was frozen');
  await queued(follower, 0);
  await pill(follower, 'Synced');
  assert.deepEqual([...new Set(sent)], [follower], 'a frozen page sends nothing');
  const robbed = await leaderEpoch(follower);
  assert.ok(robbed > epoch);

  await thaw();
  await neverSteals(leader);
  await goToPlan(leader);
  await leader.getByText('While it was frozen').locator('visible=true').waitFor();
  await openWorkout(leader, 'Pull day');
  await editTitle(leader, 'After it was thawed');
  await queued(leader, 0);
  assert.equal(await leaderEpoch(leader), robbed, 'who was replaced writes nothing');
  assert.deepEqual([...new Set(sent)], [follower], 'who was replaced sends nothing');
  const { body: standing } = await person.read(`/plans/${plan.plan_id}`);
  assert.equal(standing.version, 3, 'each change once');
  assert.deepEqual(
    standing.workouts.map((workout) => workout.title),
    ['Squat day', 'While it was frozen', 'After it was thawed'],
  );
  await leader.context().close();
});

test('A queues and signs out offline, B signs in: nothing of A is sent or can be read; A returns, all arrives', async () => {
  const anna = await anAthlete(taper, 'anna@example.com');
  const bert = await anAthlete(taper, 'bert@example.com', null);
  const [workout] = anna.plan.workouts;
  const page = await signedIn(browser, taper, anna);
  await taper.kill();
  await startWorkout(page, taper, workout);
  await tick(page, 1);
  await finish(page);
  await queued(page, 2);
  await page.goto(`${taper.door}/me/account`);
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  const question = page.getByRole('alertdialog');
  await question.getByText('2 things have not reached the server yet', { exact: false }).waitFor();
  await question.getByText('Workout finished').waitFor();
  await question.getByRole('button', { name: 'Sign out', exact: true }).click();
  await page.waitForURL(/sign-in/);
  assert.deepEqual(await rowsOf(page, 'users'), [], 'the key is gone');
  assert.equal((await rowsOf(page, 'events')).length, 2);

  const asked = [];
  page.on('request', (request) => asked.push(`${request.method()} ${new URL(request.url()).pathname}`));
  await taper.start();
  await page.reload();
  await until('the sign-out is delivered', () => asked.includes('POST /api/v1/auth/logout'));
  assert.ok(!asked.includes('POST /api/v1/auth/refresh'), 'nothing is renewed before that');

  await signIn(page, taper, bert);
  await pill(page, 'Synced');
  for (const [path, allOfIt] of Object.entries({
    '/history': 'No workouts yet',
    '/queue': 'Everything has arrived',
    '/plan': 'No plan yet',
    '/train': 'Nothing planned',
  })) {
    await page.goto(`${taper.door}${path}`);
    // The device's own data has been read, and the server's, too.
    await page.getByRole('main').getByText(allOfIt).waitFor();
    await pill(page, 'Synced');
    assert.doesNotMatch(await page.locator('body').textContent(), /Squat|Nordic|Workout finished/, path);
  }
  assert.equal((await rowsOf(page, 'events')).length, 2, 'they wait for their owner');
  const disk = JSON.stringify(
    await Promise.all(['events', 'objects', 'bases', 'drafts', 'users', 'meta'].map((store) => rowsOf(page, store))),
  );
  assert.doesNotMatch(disk, /Squat|Nordic/, 'nothing is in the clear');
  assert.deepEqual([...new Set((await rowsOf(page, 'users')).map((row) => row.user_id))], [bert.id]);
  assert.deepEqual(await bert.workouts(), []);
  assert.deepEqual(await anna.workouts(), []);

  await page.goto(`${taper.door}/me/account`);
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await page.getByRole('alertdialog').getByText('Everything you did has reached the server.').waitFor();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Sign out', exact: true }).click();
  await page.waitForURL(/sign-in/);
  await signIn(page, taper, anna);
  await pill(page, 'Synced');
  await queued(page, 0);
  const [done, ...more] = await anna.workouts();
  assert.deepEqual([done.workout_id, done.version, more.length], [workout.workout_id, 2, 0]);
  assert.deepEqual(await bert.workouts(), []);
  await page.context().close();
});

test('signed out and erased offline: what would be lost is named first, and then nothing of it is left or ever sent', async () => {
  const person = await anAthlete(taper, 'erased@example.com');
  const [workout] = person.plan.workouts;
  const page = await signedIn(browser, taper, person);
  await taper.kill();
  await startWorkout(page, taper, workout);
  await tick(page, 1);
  await finish(page);
  await startWorkout(page, taper, person.plan.workouts[1]);
  await tick(page, 1);
  await queued(page, 3);
  assert.equal((await rowsOf(page, 'drafts')).length, 1);
  await page.goto(`${taper.door}/me/account`);
  const erase = page.getByRole('button', { name: 'Sign out and erase this device' });
  const question = page.getByRole('alertdialog', { name: 'Erase this device?' });
  await erase.click();
  await question.getByText('3 things have not reached the server yet and would be lost', { exact: false }).waitFor();
  await question.getByText('Workout finished').waitFor();
  await question.getByRole('button', { name: 'Cancel' }).click();
  assert.equal((await rowsOf(page, 'events')).length, 3, 'asked is not done');
  await erase.click();
  await question.getByRole('button', { name: 'Erase and sign out' }).click();
  await page.waitForURL(/sign-in/);
  for (const store of ['events', 'objects', 'bases', 'drafts', 'uploads', 'users'])
    assert.deepEqual(await rowsOf(page, store), [], store);
  assert.deepEqual([...new Set((await rowsOf(page, 'meta')).map((row) => row.user_id))], ['device']);

  await taper.start();
  await page.reload();
  await signIn(page, taper, person);
  await allRead(page, person);
  await queued(page, 0);
  assert.deepEqual(await person.workouts(), [], 'what was erased never arrived');
  await page.context().close();
});

test('without a network the last exchange stands, also where the browser leaves open what it says is gone', async () => {
  const person = await anAthlete(taper, 'gil@example.com');
  const page = await signedIn(browser, taper, person);
  await until('an exchange', () => metaOf(page, 'last_sync'));
  await offline(page);
  await pill(page, 'Offline');
  const last = await metaOf(page, 'last_sync');
  await pause(HEARTBEAT_MS + 3_000);
  assert.equal(await metaOf(page, 'last_sync'), last);
  await page.context().close();
});
