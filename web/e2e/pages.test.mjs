// Every page in every look: nothing in the console, nothing raw, nothing sideways, nothing that axe finds, and a
// picture of each in web/test-results. They are there to be looked at.
import { signUp } from './people.mjs';
import { aSeason } from './season.mjs';
import { browser, taper } from './served.mjs';
import { finish, installed, networkReturns, newDevice, pill, queued, signIn, startWorkout, tick } from './steps.mjs';
import { test } from './story.mjs';
import { clean, go, inspect, LOOKS, listen, NARROW } from './tour.mjs';

const PHONE_DARK = LOOKS.find((look) => look.name === 'phone-dark');
const PHONE_LIGHT = LOOKS.find((look) => look.name === 'phone-light');
const DESKTOP_DARK = LOOKS.find((look) => look.name === 'desktop-dark');
const DESKTOP_LIGHT = LOOKS.find((look) => look.name === 'desktop-light');
const MAIN = [
  '/',
  '/plan',
  '/train',
  '/history',
  '/queue',
  '/me',
  '/me/account',
  '/tools',
  '/tools/machines',
  '/tools/gyms',
];

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
    finish: 'Finish',
    details: 'Plan details',
    tick: /done$/,
    ticked: /Take it back/,
  },
  de: {
    browser: 'de-DE',
    finish: 'Fertig',
    details: 'Angaben zum Plan',
    tick: /gemacht$/,
    ticked: /Zurücknehmen/,
  },
};
const nameOf = (path) => path.replaceAll('/', '-').slice(1) || 'today';

/** In English every look is checked for access; in German, with the same colours and structure, each of them once. */
const isChecked = (folder, look) => folder !== 'de' || [PHONE_LIGHT, DESKTOP_DARK].includes(look);
/** Pictures that stand in the README, by page and look. */
const README = {
  today: { 'phone-dark': 'today', 'desktop-light': 'today' },
  plan: { 'phone-dark': 'plan' },
  'plan-workout': { 'desktop-light': 'plan' },
  workout: { 'phone-dark': 'workout', 'desktop-light': 'workout' },
};

async function show(page, folder, name, looks) {
  const wrong = [];
  for (const look of looks) {
    const readme = folder === 'en' ? README[name]?.[look.name] : undefined;
    wrong.push(...(await inspect(page, `${folder}/${name}`, look, { readme, axe: isChecked(folder, look) })));
  }
  return wrong;
}

async function tour(page, folder, pages, looks) {
  const wrong = [];
  for (const [name, path] of Object.entries(pages)) {
    // Where a page opens depends on its width.
    await page.setViewportSize(looks[0].viewport);
    await go(page, path);
    wrong.push(...(await show(page, folder, name, looks)));
  }
  return wrong;
}

async function beginToday(page, workout) {
  await go(page, `/train/${workout.workout_id}`);
  await page.getByRole('heading', { name: workout.exercises[0].name, exact: true }).waitFor();
}

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
    const { plan, today, last, gym, note } = person;
    const page = await (await newDevice(browser, { locale: words.browser })).newPage();
    const complaints = listen(page);
    await signIn(page, taper, person);
    await page.getByText(plan.name).locator('visible=true').first().waitFor();
    const pages = {
      ...places([...MAIN, '/plan/new', '/me/settings', '/onboarding']),
      'plan-workout': `/plan?plan=${plan.plan_id}&workout=${today.workout_id}`,
      'past-workout': `/history/${last.workout_id}`,
      'machine-note': `/tools/machines/${note.note_id}`,
      // Between two pages of one route, which is drawn on.
      gym: `/tools/gyms/${gym.inventory_id}`,
      'machine-note-new': '/tools/machines/new',
    };
    const wrong = await tour(page, locale, pages, LOOKS);

    await page.setViewportSize(PHONE_DARK.viewport);
    await startWorkout(page, taper, today);
    for (const count of [1, 2]) {
      await page.getByRole('button', { name: words.tick }).first().click();
      await page
        .getByRole('button', { name: words.ticked })
        .nth(count - 1)
        .waitFor();
    }
    wrong.push(...(await show(page, locale, 'workout', LOOKS)));
    await page.getByRole('button', { name: words.finish, exact: true }).click();
    await page.getByRole('dialog').waitFor();
    wrong.push(...(await show(page, locale, 'workout-finish', [PHONE_DARK, DESKTOP_LIGHT])));
    await page.keyboard.press('Escape');
    await go(page, '/plan');
    await page.getByRole('button', { name: words.details }).click();
    await page.getByRole('dialog').waitFor();
    wrong.push(...(await show(page, locale, 'plan-details', [PHONE_LIGHT, DESKTOP_DARK])));
    clean([...wrong, ...complaints]);
    await page.context().close();
  });
}

test('before anything was done', async () => {
  const person = await signUp(taper, 'empty@example.com');
  const page = await (await newDevice(browser)).newPage();
  // The contract: no settings before onboarding is a 404, and the browser says each in the console.
  const complaints = listen(page, { expected: /404/ });
  await signIn(page, taper, person);
  const wrong = await tour(page, 'empty', places([...MAIN, '/onboarding']), [PHONE_DARK, DESKTOP_LIGHT]);
  clean([...wrong, ...complaints]);
  await page.context().close();
});

test('offline with things to send, and with letters twice as large', async () => {
  const person = await aSeason(taper, 'offline@example.com', 'en');
  const page = await (await newDevice(browser)).newPage();
  const complaints = listen(page, { expected: /ERR_INTERNET_DISCONNECTED/ });
  await signIn(page, taper, person);
  await page.getByText(person.plan.name).locator('visible=true').first().waitFor();
  await go(page, '/history');
  await page.getByText('Deadlift').first().waitFor();
  await installed(page);
  await page.context().setOffline(true);
  await beginToday(page, person.today);
  await tick(page, 1);
  await finish(page);
  await queued(page, 2);
  await pill(page, 'Offline · 2 to send');
  const pages = { ...places(MAIN), 'past-workout': `/history/${person.last.workout_id}` };
  const wrong = await tour(page, 'offline', pages, [PHONE_LIGHT, DESKTOP_DARK]);
  await page.context().setOffline(false);
  await networkReturns(page);
  await pill(page, 'Synced');
  const fonts = await page.context().newCDPSession(page);
  await fonts.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } });
  const next = person.plan.workouts.find((workout) => workout.date > person.today.date);
  const large = {
    ...places([...MAIN, '/onboarding', '/me/settings', '/plan/new']),
    workout: `/train/${next.workout_id}`,
    'past-workout': `/history/${person.last.workout_id}`,
    'machine-note': `/tools/machines/${person.note.note_id}`,
    gym: `/tools/gyms/${person.gym.inventory_id}`,
    'machine-note-new': '/tools/machines/new',
  };
  wrong.push(...(await tour(page, 'large', large, [NARROW])));
  clean([...wrong, ...complaints]);
  await page.context().close();
});

test('with every service behind the door out of order', async () => {
  const person = await aSeason(taper, 'error@example.com', 'en');
  const page = await (await newDevice(browser)).newPage();
  const complaints = listen(page, { expected: /503/ });
  await page.route(/\/api\/v1\/(?!auth\/(login|refresh))/, (route) =>
    route.fulfill({ status: 503, contentType: 'text/html', body: '<h1>Service unavailable</h1>' }),
  );
  await signIn(page, taper, person);
  const pages = {
    ...places([...MAIN, '/me/settings', '/plan/new']),
    'past-workout': `/history/${person.last.workout_id}`,
  };
  const wrong = await tour(page, 'error', pages, [PHONE_LIGHT, DESKTOP_DARK]);
  // What could not be read is not said to be empty.
  for (const path of ['/', '/plan', '/train', '/history', pages['past-workout']]) {
    await go(page, path);
    await page.getByRole('alert').getByText('This page did not load').waitFor();
    const text = await page.getByRole('main').textContent();
    if (/ yet| not here|Start with yourself|Nothing planned/.test(text)) wrong.push(`${path} says: ${text}`);
  }
  clean([...wrong, ...complaints]);
  await page.context().close();
});
