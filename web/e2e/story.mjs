// A test whose failure says what was on the screen: every open page as a screen reader has it, and its queue.
import { test as nodeTest } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { rowsOf } from './steps.mjs';
import { openBrowsers } from './taper.mjs';

/** A page that hangs is not waited for. */
const LOOK_MS = 3_000;
/** What most stories are done in. */
const STORY_MS = 2 * 60_000;
const DAY_MS = 86_400_000;

export const test = (name, story) =>
  nodeTest(name, async () => {
    await beginOnOneDay();
    try {
      await story();
    } catch (error) {
      throw new Error(`${error.message}\n\n${await scene()}`, { cause: error });
    }
  });

/** "Today" and "weeks left" are of the day a story begins on, in UTC like its browsers: shortly before midnight it waits. */
async function beginOnOneDay() {
  const left = DAY_MS - (Date.now() % DAY_MS);
  if (left < STORY_MS) await pause(left + 1_000);
}

async function scene() {
  const pages = [...openBrowsers].flatMap((browser) => browser.contexts()).flatMap((context) => context.pages());
  const seen = await Promise.all(pages.map(look));
  return seen.join('\n\n') || 'no page is open';
}

async function look(page, at) {
  const [shown, queue] = await Promise.all([
    orWhyNot(page.locator('body').ariaSnapshot({ timeout: LOOK_MS })),
    orWhyNot(rowsOf(page, 'events').then((rows) => rows.map(brief).join('\n') || 'nothing')),
  ]);
  return `--- page ${at + 1}: ${page.url()}\n${shown}\n--- its queue\n${queue}`;
}

function orWhyNot(looking) {
  const late = new Promise((done) => setTimeout(done, LOOK_MS, 'no answer').unref());
  return Promise.race([looking.catch((error) => `cannot be seen: ${error.message}`), late]);
}

const brief = ({ seq, lane, state, retryCount, lease, nextRetryAt, after }) =>
  JSON.stringify({ seq, lane, state, retryCount, lease, nextRetryAt, after });
