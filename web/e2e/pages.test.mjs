// Every page in every look: nothing in the console, nothing raw, nothing sideways, nothing that axe finds, and a
// picture of each in web/test-results. They are there to be looked at.
import { after, before, test } from 'node:test';
import { signUp } from './people.mjs';
import { aSeason } from './season.mjs';
import { networkReturns, newDevice, pill, queued, signIn, startWorkout, tick } from './steps.mjs';
import { launchBrowser, startTaper } from './taper.mjs';
import { clean, go, heading, inspect, LOOKS, listen } from './tour.mjs';

const PHONE_DARK = LOOKS.find((look) => look.name === 'phone-dark');
const PHONE_LIGHT = LOOKS.find((look) => look.name === 'phone-light');
const DESKTOP_LIGHT = LOOKS.find((look) => look.name === 'desktop-light');
const MAIN = ['/', '/plan', '/train', '/history', '/queue', '/me', '/me/account'];

let taper;
let browser;

before(async () => {
  [taper, browser] = await Promise.all([startTaper(), launchBrowser()]);
});

after(async () => {
  await browser?.close();
  await taper?.end();
});

const DOOR = {
  'sign-in': '/sign-in',
  'sign-up': '/sign-up',
  forgot: '/forgot',
  verify: '/verify#token=x',
  reset: '/reset#token=x',
  'auth-unavailable': '/auth-unavailable',
  mailbox: '/mailbox',
  nowhere: '/nowhere',
};
const WORDS = {
  en: {
    browser: 'en-GB',
    email: 'E-mail',
    password: 'Password',
    go: 'Sign in',
    finish: 'Finish',
    details: 'Plan details',
  },
  de: {
    browser: 'de-DE',
    email: 'E-Mail',
    password: 'Passwort',
    go: 'Anmelden',
    finish: 'Beenden',
    details: 'Zum Plan',
  },
};
const nameOf = (path) => path.replaceAll('/', '-').slice(1) || 'today';

async function tour(page, folder, places, looks) {
  const wrong = [];
  for (const [name, path] of Object.entries(places)) {
    await go(page, path);
    await heading(page);
    for (const look of looks)
      wrong.push(...(await inspect(page, `${folder}/${name}`, look, { readme: folder === 'en' && README[name] })));
  }
  return wrong;
}

const README = { today: 'today', 'plan-workout': 'plan' };
const places = (paths) => Object.fromEntries(paths.map((path) => [nameOf(path), path]));

for (const [locale, words] of Object.entries(WORDS)) {
  test(`before the door, in ${locale}`, async () => {
    const page = await (await newDevice(browser, { locale: words.browser })).newPage();
    const complaints = listen(page);
    await page.goto(`${taper.door}/sign-in`);
    clean([...(await tour(page, locale, DOOR, LOOKS)), ...complaints]);
    await page.context().close();
  });

  test(`in the middle of a season, in ${locale}`, async () => {
    const person = await aSeason(taper, `season-${locale}@example.com`, locale);
    const { plan, today, last } = person;
    const page = await (await newDevice(browser, { locale: words.browser })).newPage();
    const complaints = listen(page);
    await signIn(page, taper, person, words);
    await page.getByText(plan.name).locator('visible=true').first().waitFor();
    const pages = {
      ...places([...MAIN, '/plan/new', '/me/settings', '/onboarding']),
      'plan-workout': `/plan?plan=${plan.plan_id}&workout=${today.workout_id}`,
      'past-workout': `/history/${last.workout_id}`,
    };
    const wrong = await tour(page, locale, pages, LOOKS);

    await page.setViewportSize(PHONE_DARK.viewport);
    await startWorkout(page, taper, today);
    const sets = page.getByRole('listitem').getByRole('button', { name: /(done|gemacht)$/ });
    await sets.first().click();
    await sets.first().click();
    for (const look of LOOKS)
      wrong.push(...(await inspect(page, `${locale}/workout`, look, { readme: locale === 'en' && 'workout' })));
    await page.getByRole('button', { name: words.finish, exact: true }).click();
    await page.getByRole('dialog').waitFor();
    for (const look of [PHONE_DARK, DESKTOP_LIGHT])
      wrong.push(...(await inspect(page, `${locale}/workout-finish`, look)));
    await page.keyboard.press('Escape');
    await go(page, '/plan');
    await page.getByRole('button', { name: words.details }).click();
    await page.getByRole('dialog').waitFor();
    for (const look of [PHONE_LIGHT, DESKTOP_LIGHT])
      wrong.push(...(await inspect(page, `${locale}/plan-details`, look)));
    clean([...wrong, ...complaints]);
    await page.context().close();
  });
}
