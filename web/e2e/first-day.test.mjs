// One athlete's first day on the real binary, at phone size, with the power cut where it hurts.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launchBrowser, startTaper } from './taper.mjs';

const EMAIL = 'bea@example.com';
const PASSWORD = 'chalk and iron 77';
const PATIENCE_MS = 30_000;

let taper;
let browser;
let page;

before(async () => {
  taper = await startTaper();
  browser = await launchBrowser();
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'en-GB' });
  context.setDefaultTimeout(PATIENCE_MS);
  page = await context.newPage();
});

after(async () => {
  await browser?.close();
  await taper?.end();
});

const pill = (text) => page.getByText(text, { exact: true }).locator('visible=true').first().waitFor();

async function bearer() {
  const answer = await fetch(`${taper.url}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: EMAIL, password: PASSWORD, delivery: 'body' }),
  });
  assert.equal(answer.status, 200);
  return (await answer.json()).access_token;
}

async function read(path) {
  const answer = await fetch(`${taper.url}/api/v1${path}`, { headers: { authorization: `Bearer ${await bearer()}` } });
  return { status: answer.status, body: await answer.json() };
}

test('a person signs up, follows the link in the mail, and is in', async () => {
  await page.goto(`${taper.url}/sign-up`);
  await page.getByLabel('E-mail').fill(EMAIL);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.goto(await taper.linkInMail(EMAIL));
  await page.getByRole('button', { name: 'Confirm and sign in' }).click();
  await page.waitForURL(/onboarding/);
});

test('onboarding is accepted with the server dead, survives a reload, and arrives once', async () => {
  await page.getByLabel('Body weight').first().fill('82.5');
  await page.getByRole('radio', { name: '4' }).first().check({ force: true });
  // The app is on the device from here on.
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
  await taper.kill();
  await page.getByRole('button', { name: 'Finish now, the rest later' }).click();
  await pill('Offline · 1 to send');
  await page.reload();
  await pill('Offline · 1 to send');
  await taper.start();
  await pill('Synced');
  const { status, body } = await read('/settings/me');
  assert.equal(status, 200);
  assert.equal(body.version, 1);
  assert.deepEqual(body.settings.weight, { value: 82.5, unit: 'kg' });
  assert.equal(body.settings.training_days_per_week, 4);
});
