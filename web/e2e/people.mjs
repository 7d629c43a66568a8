// Athletes with an account, made through the API, and what the server has of them.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';

export const PASSWORD = 'chalk and iron 77';
/** Longer than the longest pause between two tries of the app. */
const ANSWERED_WITHIN_MS = 75_000;
/** Well before an access token runs out. */
const TOKEN_FOR_MS = 5 * 60_000;

const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

/** Asks until the answer is true, or fails with the last one. */
export async function until(what, ask, withinMs = ANSWERED_WITHIN_MS) {
  const started = Date.now();
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() - started > withinMs) assert.fail(`${what}: not within ${withinMs / 1000} s`);
    await sleep(50);
  }
}

export async function signUp(taper, email, profile = {}) {
  const call = (path, body) =>
    fetch(`${taper.url}/api/v1${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  assert.equal((await call('/auth/register', { email, password: PASSWORD, ...profile })).status, 202);
  const token = new URL(await taper.linkInMail(email)).hash.slice('#token='.length);
  const verified = await call('/auth/verify', { token, delivery: 'body' });
  assert.equal(verified.status, 200);
  const { user } = await verified.json();
  return { email, password: PASSWORD, id: user.id, ...api(taper, email, user.id) };
}

/** The server's side of one person, for a program. */
export function api(taper, email, userId) {
  let held = { token: '', until: 0 };
  async function token() {
    if (held.until > Date.now()) return held.token;
    const answer = await fetch(`${taper.url}/api/v1/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password: PASSWORD, delivery: 'body' }),
    });
    assert.equal(answer.status, 200);
    held = { token: (await answer.json()).access_token, until: Date.now() + TOKEN_FOR_MS };
    return held.token;
  }
  async function call(path, body) {
    const answer = await fetch(`${taper.url}/api/v1${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { authorization: `Bearer ${await token()}`, 'content-type': 'application/json' },
      body: body && JSON.stringify(body),
    });
    return { status: answer.status, body: await answer.json() };
  }
  const read = (path) => call(path);
  const outcome = async (id) =>
    (await call('/notify/events/outcomes', { client_generated_ids: [id] })).body.outcomes[0];
  return {
    read,
    outcome,
    workouts: async () => (await read('/workouts?from=2000-01-01&to=2100-01-01')).body.items,
    /** Hands an intent in as another device would, and waits until it is applied or refused. */
    async send(eventType, data, { state = 'persisted' } = {}) {
      const id = randomUUID();
      const envelope = {
        schema_version: '1.0.0',
        event_type: eventType,
        client_generated_id: id,
        user_id: userId,
        timestamp: new Date().toISOString(),
        source_service: 'frontend',
        data,
      };
      const sent = await call('/notify/events', envelope);
      assert.equal(sent.status, 202, JSON.stringify(sent.body));
      const found = await until(`answer to ${eventType}`, async () => {
        const known = await outcome(id);
        return ['persisted', 'failed'].includes(known.state) && known;
      });
      assert.equal(found.state, state, JSON.stringify(found));
      return id;
    },
  };
}

/** The day so many days from today, in UTC like the browsers of these tests. */
export const day = (offset) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);

const sets = (count, reps, value) =>
  Array.from({ length: count }, () => ({ reps, weight: { value, unit: 'kg' }, rest_seconds: 180 }));

/** A plan with a workout today (five sets of squats, two of bench press), one in two days and one in nine. */
export function aPlan({ name = 'Nordic Open', compIn = 42, plan_id = randomUUID() } = {}) {
  const workout = (offset, title) => ({
    workout_id: randomUUID(),
    date: day(offset),
    title,
    exercises: [
      { name: 'Squat', sets: sets(5, 3, 142.5) },
      { name: 'Bench press', sets: sets(2, 5, 80) },
    ],
  });
  return {
    plan_id,
    name,
    start_date: day(0),
    comp_date: day(compIn),
    time_zone: 'UTC',
    training_days_per_week: 3,
    workouts: [workout(0, 'Squat day'), workout(2, 'Bench day'), workout(9, 'Pull day')].filter(
      (one) => one.date <= day(compIn),
    ),
  };
}

/** Someone who has onboarded and has a plan. */
export async function anAthlete(taper, email, plan = aPlan()) {
  const person = await signUp(taper, email);
  await person.send('user.settings.submitted', { weight: { value: 82.5, unit: 'kg' }, training_days_per_week: 3 });
  if (plan) await person.send('program.plan.created', plan);
  return { ...person, plan };
}
