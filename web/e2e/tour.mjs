// What every page must hold to, whatever it shows, and a picture of it to be looked at.
import assert from 'node:assert/strict';
import { copyFile, mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DESKTOP, PHONE } from './steps.mjs';

const RESULTS = fileURLToPath(new URL('../test-results', import.meta.url));
const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const ROOMS = 'common|auth|plan|workout|today|history|queue|account|settings|onboarding|mailbox|tools|missions|meet';

/** As narrow as phones are today. */
export const NARROW = { name: 'phone-narrow', viewport: { width: 360, height: 800 }, colorScheme: 'dark' };
export const LOOKS = [
  { name: 'phone-dark', viewport: PHONE, colorScheme: 'dark' },
  { name: 'phone-light', viewport: PHONE, colorScheme: 'light' },
  { name: 'desktop-dark', viewport: DESKTOP, colorScheme: 'dark' },
  { name: 'desktop-light', viewport: DESKTOP, colorScheme: 'light' },
];

/** Collects what a page complains about in the console, except what tests expect. */
export function listen(page, { expected = /^$/ } = {}) {
  const complaints = [];
  page.on('console', (message) => {
    if (message.type() === 'error' && !expected.test(message.text())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  return complaints;
}

/** To another page inside the app, without loading all of it again; done when the one before has gone. */
export async function go(page, path) {
  // What lay over the page takes its entry out of the history first.
  await page.waitForFunction(() => !history.state?.over_page || document.querySelector('[role$=dialog]'));
  await page.evaluate((to) => {
    if (new URL(to, location).pathname !== location.pathname)
      document.querySelector('main')?.setAttribute('data-left', '');
    history.pushState({}, '', to);
    dispatchEvent(new PopStateEvent('popstate', { state: {} }));
  }, path);
  await page.locator('main:not([data-left])').getByRole('heading').first().waitFor();
}

/** Nothing moves any more and nothing is loading. */
async function settled(page) {
  await page.waitForFunction(
    () =>
      document.fonts.status === 'loaded' &&
      document.querySelector('.skeleton') === null &&
      document
        .getAnimations()
        .every((one) => one.playState !== 'running' || one.effect?.getTiming().iterations === Infinity),
  );
}

/**
 * Checks the page in one look and takes its picture; answers with what is wrong. `readme`: its name among the pictures
 * of the README, which are made when TAPER_IMAGES names a folder for them.
 */
export async function inspect(page, name, look, { readme, axe = true } = {}) {
  await page.mouse.move(0, 0);
  await page.setViewportSize(look.viewport);
  await page.emulateMedia({ colorScheme: look.colorScheme, reducedMotion: 'reduce' });
  await settled(page);
  const wrong = await page.evaluate((rooms) => {
    const found = [];
    const root = document.documentElement;
    if (root.scrollWidth > root.clientWidth) {
      const wide = [...document.querySelectorAll('body *')].filter(
        (one) => one.getBoundingClientRect().right > root.clientWidth + 1,
      );
      found.push(`scrolls sideways by ${root.scrollWidth - root.clientWidth}: ${wide.at(-1)?.outerHTML.slice(0, 120)}`);
    }
    const words = [...document.querySelectorAll('[aria-label], [placeholder], [title]')].flatMap((one) =>
      ['aria-label', 'placeholder', 'title'].map((name) => one.getAttribute(name) ?? ''),
    );
    const raw = new RegExp(
      `(^|[\\s:])(${rooms})\\.[a-z][a-zA-Z0-9_]*(\\.[a-zA-Z0-9_]+)*($|\\s)|\\{\\{|undefined|NaN|\\[object`,
    );
    for (const text of [document.body.textContent, ...words])
      if (raw.test(text)) found.push(`raw text: ${raw.exec(text)[0]}`);
    return found;
  }, ROOMS);
  wrong.push(...(await page.evaluate(collisions)));
  if (axe) wrong.push(...(await violations(page)));
  const path = join(RESULTS, `${name}-${look.name}.png`);
  await mkdir(dirname(path), { recursive: true });
  await page.screenshot({ path });
  if (process.env.TAPER_IMAGES && readme) {
    await mkdir(process.env.TAPER_IMAGES, { recursive: true });
    await copyFile(path, join(process.env.TAPER_IMAGES, `${readme}-${look.name}.png`));
  }
  return wrong.map((one) => `${name} (${look.name}): ${one}`);
}

/** In the page: words on one line that run into each other, as far as they can be seen. */
function collisions() {
  const pieces = [];
  const words = document.createTreeWalker(document.querySelector('main') ?? document.body, NodeFilter.SHOW_TEXT);
  while (words.nextNode()) {
    const { currentNode: node } = words;
    const around = [];
    for (let one = node.parentElement; one; one = one.parentElement) around.push([one, getComputedStyle(one)]);
    // What stays in sight lies over what is scrolled.
    if (!node.data.trim() || around.some(([, { position }]) => /sticky|fixed/.test(position))) continue;
    const frames = around.filter(([, { overflowX }]) => overflowX !== 'visible');
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const { left, right, top, bottom } of range.getClientRects()) {
      const edges = frames.map(([one]) => one.getBoundingClientRect());
      const piece = {
        node,
        left: Math.max(left, ...edges.map((frame) => frame.left)),
        right: Math.min(right, ...edges.map((frame) => frame.right)),
        top,
        bottom,
      };
      if (piece.right - piece.left > 2) pieces.push(piece);
    }
  }
  const found = new Set();
  for (const [at, a] of pieces.entries()) {
    for (const b of pieces.slice(at + 1)) {
      const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      // Lines that are set close share a little of their height.
      if (a.node !== b.node && wide > 1 && high > Math.min(a.bottom - a.top, b.bottom - b.top) / 2)
        found.add(`"${a.node.data}" and "${b.node.data}" run into each other`);
    }
  }
  return [...found];
}

async function violations(page) {
  // The page's own security policy forbids script tags; evaluating is not one.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(AXE);
  // The design system's announcer names things that may be gone a moment later.
  const results = await page.evaluate(
    (rules) =>
      globalThis.axe.run(
        { exclude: ['[data-live-announcer]'] },
        { runOnly: { type: 'tag', values: rules }, resultTypes: ['violations'] },
      ),
    RULES,
  );
  return results.violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 150)).join(' | ')}`,
  );
}

export const clean = (wrong) => assert.deepEqual(wrong, [], wrong.join('\n'));
