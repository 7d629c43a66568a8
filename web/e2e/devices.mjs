// Two devices of one person, each with a network or without, and what they are asked.
import { browser, taper } from './served.mjs';
import { goToPlan, networkReturns, signedIn } from './steps.mjs';

export const offline = (page) => page.context().setOffline(true);

export async function online(page) {
  await page.context().setOffline(false);
  await networkReturns(page);
}

/** The card of something that was changed on both. */
export const cardOf = (page) => page.getByRole('region', { name: 'Changed in two places' });

/** With everything of the person on both. */
export async function phoneAndDesktop(person, { desktop: options } = {}) {
  const [phone, desktop] = await Promise.all([
    signedIn(browser, taper, person),
    signedIn(browser, taper, person, options),
  ]);
  return { phone, desktop };
}

/** The phone has the plan before it and no network. */
export async function offlineWithPlan(person) {
  const devices = await phoneAndDesktop(person);
  await goToPlan(devices.phone);
  await offline(devices.phone);
  return devices;
}

export const closeBoth = ({ phone, desktop }) => Promise.all([phone, desktop].map((page) => page.context().close()));
