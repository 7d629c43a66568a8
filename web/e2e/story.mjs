// A test whose failure says what was on the screen: every open page as a screen reader has it, and its queue.
import { test as nodeTest } from 'node:test';
import { rowsOf } from './steps.mjs';
import { openBrowsers } from './taper.mjs';

/** A page that hangs is not waited for. */
const LOOK_MS = 3_000;

export const test = (name, story) =>
  nodeTest(name, async () => {
    try {
      await story();
    } catch (error) {
      throw new Error(`${error.message}\n\n${await scene()}`, { cause: error });
    }
  });

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
