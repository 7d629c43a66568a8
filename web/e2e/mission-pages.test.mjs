// The pages of missions in every look: nothing raw, nothing sideways, nothing that axe finds, and a picture of each.
import { randomUUID } from 'node:crypto';
import { day } from './people.mjs';
import { aSeason } from './season.mjs';
import { browser, taper } from './served.mjs';
import { newDevice, pill, signIn } from './steps.mjs';
import { test } from './story.mjs';
import { clean, go, inspect, LOOKS, listen, NARROW } from './tour.mjs';

const WORDS = {
  en: { browser: 'en-GB', email: 'E-mail', password: 'Password', go: 'Sign in', synced: 'Synced', stage: /^Stage 3: / },
  de: { browser: 'de-DE', email: 'E-Mail', password: 'Passwort', go: 'Anmelden', stage: /^Etappe 3: / },
};

/** A meet with the plan of the season, and a stage race that is being ridden. */
async function withMissions(person, locale) {
  const meet = {
    mission_id: randomUUID(),
    name: person.plan.name,
    mission_type: 'powerlifting_meet',
    prep_start: person.plan.start_date,
    event_start: person.plan.comp_date,
    event_end: person.plan.comp_date,
    timezone: 'Europe/Oslo',
    notes: locale === 'de' ? 'Oslo, Halle 2. Neun gültige Versuche.' : 'Oslo, hall 2. Nine good lifts.',
  };
  const tour = {
    mission_id: randomUUID(),
    name: locale === 'de' ? 'Rundfahrt durch die Fjorde' : 'Tour of the Fjords',
    mission_type: 'stage_race',
    prep_start: day(60),
    event_start: day(90),
    event_end: day(96),
    timezone: 'Pacific/Auckland',
    points_schema: {
      flat: { gc: 5, breakaway: 8, steady: 4 },
      mountain: { gc: 6, breakaway: 10, steady: 5 },
      itt: { gc: 7, breakaway: 9 },
      bonuses: { consecutive_5: { threshold: 5, points: 5 }, breakaway_10: { threshold: 10, points: 15 } },
    },
  };
  for (const mission of [meet, tour]) await person.send('mission.submitted', mission);
  const types = ['flat', 'flat', 'mountain', 'itt', 'mountain', 'flat', 'ttt'];
  for (const [at, stage_type] of types.entries())
    await person.send('mission.stage.submitted', {
      mission_id: tour.mission_id,
      stage_id: randomUUID(),
      stage_number: at + 1,
      stage_type,
      ride_mode: at % 3 === 2 ? 'breakaway' : 'gc',
      ...(at < 5 && { completed_at: new Date(Date.now() - (6 - at) * 86_400_000).toISOString() }),
    });
  return { meet, tour };
}

for (const [locale, words] of Object.entries(WORDS)) {
  test(`missions, in ${locale}`, async () => {
    const person = await aSeason(taper, `missions-${locale}@example.com`, locale);
    const { meet, tour } = await withMissions(person, locale);
    const page = await (await newDevice(browser, { locale: words.browser })).newPage();
    const complaints = listen(page);
    await signIn(page, taper, person, words);
    await page.getByText(meet.name).locator('visible=true').first().waitFor();
    if (words.synced) await pill(page, words.synced);
    const folder = `${locale}/missions`;
    const pages = {
      today: '/',
      list: '/missions',
      wizard: '/missions/new',
      'wizard-when': '/missions/new?step=2',
      meet: `/missions/${meet.mission_id}`,
      edit: `/missions/${tour.mission_id}/edit`,
      tour: `/missions/${tour.mission_id}`,
    };
    const wrong = [];
    for (const [name, path] of Object.entries(pages)) {
      await go(page, path);
      for (const look of LOOKS)
        wrong.push(...(await inspect(page, `${folder}/${name}`, look, { axe: locale === 'en' })));
    }
    await page.getByRole('button', { name: words.stage }).click();
    await page.getByRole('dialog').waitFor();
    wrong.push(...(await inspect(page, `${folder}/stage`, LOOKS[1])));
    await page.keyboard.press('Escape');
    const fonts = await page.context().newCDPSession(page);
    await fonts.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } });
    for (const name of ['today', 'list', 'tour', 'edit']) {
      await go(page, pages[name]);
      wrong.push(...(await inspect(page, `${folder}/large-${name}`, NARROW)));
    }
    clean([...wrong, ...complaints]);
    await page.context().close();
  });
}
