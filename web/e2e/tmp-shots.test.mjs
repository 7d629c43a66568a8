import { aSeason } from './season.mjs';
import { browser, taper } from './served.mjs';
import { newDevice, signIn, startWorkout } from './steps.mjs';
import { test } from './story.mjs';
import { signUp } from './people.mjs';
import { go, inspect, LOOKS, listen, NARROW } from './tour.mjs';

test('shots', async () => {
  const person = await aSeason(taper, 'season@example.com', 'en');
  const page = await (await newDevice(browser)).newPage();
  const complaints = listen(page);
  await signIn(page, taper, person);
  await page.getByText(person.plan.name).locator('visible=true').first().waitFor();
  const wrong = [];
  const pages = { plates: '/tools', machines: '/tools/machines', gyms: '/tools/gyms', note: `/tools/machines/${person.note.note_id}`, gym: `/tools/gyms/${person.gym.inventory_id}`, 'note-new': '/tools/machines/new', me: '/me' };
  for (const [name, path] of Object.entries(pages)) {
    await page.setViewportSize(LOOKS[0].viewport);
    await go(page, path);
    for (const look of LOOKS) wrong.push(...(await inspect(page, `my/${name}`, look)));
    await page.setViewportSize({ width: 390, height: 844 });
    await page.screenshot({ path: `web/test-results/my/${name}-full.png`, fullPage: true });
  }
  await page.setViewportSize(LOOKS[0].viewport);
  await go(page, '/tools');
  await page.getByRole('textbox', { name: 'Weight in kg' }).fill('183');
  await page.getByText('Not exactly').waitFor();
  for (const look of LOOKS) wrong.push(...(await inspect(page, 'my/plates-near', look)));
  await page.setViewportSize(LOOKS[0].viewport);
  await page.getByRole('button', { name: /Loaded on/ }).click();
  await page.getByRole('option', { name: /Cable/ }).click();
  await page.getByRole('textbox', { name: 'Weight in kg' }).fill('57.5');
  await page.waitForTimeout(500);
  for (const look of LOOKS) wrong.push(...(await inspect(page, 'my/plates-stack', look)));
  await page.setViewportSize(LOOKS[0].viewport);
  await go(page, '/tools/machines');
  await page.getByText('Shared by all').click();
  await page.getByText('Hammer').first().waitFor();
  for (const look of LOOKS) wrong.push(...(await inspect(page, 'my/public', look)));
  await page.setViewportSize(LOOKS[0].viewport);
  await startWorkout(page, taper, person.today);
  await page.getByRole('button', { name: /kg: / }).click();
  await page.getByRole('dialog').waitFor();
  for (const look of LOOKS) wrong.push(...(await inspect(page, 'my/sheet', look)));
  await page.keyboard.press('Escape');
  for (const look of LOOKS.slice(0, 2)) wrong.push(...(await inspect(page, 'my/workout', look)));
  const other = await signUp(taper, 'nobody@example.com');
  const empty = await (await newDevice(browser, { locale: 'de-DE' })).newPage();
  await signIn(empty, taper, other, { email: 'E-Mail', password: 'Passwort', go: 'Anmelden' });
  for (const [name, path] of Object.entries({ plates: '/tools', machines: '/tools/machines', gyms: '/tools/gyms' })) {
    await empty.setViewportSize(LOOKS[0].viewport);
    await go(empty, path);
    await empty.waitForTimeout(500);
    for (const look of [LOOKS[0], LOOKS[3]]) wrong.push(...(await inspect(empty, `my/empty-${name}`, look)));
  }
  const fonts = await page.context().newCDPSession(page);
  await fonts.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } });
  for (const [name, path] of Object.entries(pages)) {
    await go(page, path);
    wrong.push(...(await inspect(page, `my/large-${name}`, NARROW)));
  }
  console.log(JSON.stringify([...wrong, ...complaints], null, 1));
});
