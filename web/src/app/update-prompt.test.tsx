// @vitest-environment happy-dom
import { act } from 'react';
import { afterEach, expect, test, vi } from 'vitest';
import { type Shown, showPage } from '@/shared/testing/show-page';
import { UpdatePrompt } from './update-prompt';

let tell: (worker: ServiceWorker) => void;
vi.mock('./service-worker-updates', () => ({
  activateUpdate: vi.fn(),
  watchForUpdate: (found: typeof tell) => {
    tell = found;
    return () => {};
  },
}));

let page: Shown;
afterEach(() => page.leave());

const READY = 'A new version is here.';
const found = () => act(async () => tell({} as ServiceWorker));
const isSeen = (state: DocumentVisibilityState) =>
  act(async () => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, value: state });
    document.dispatchEvent(new Event('visibilitychange'));
  });

test('a new version waits out of sight once it is put off, until the app is come back to', async () => {
  page = await showPage(UpdatePrompt, '/');
  expect(page.text()).not.toContain(READY);
  await found();
  await page.sees(READY);
  await page.press('Later');
  expect(page.text()).not.toContain(READY);
  await isSeen('hidden');
  expect(page.text()).not.toContain(READY);
  await isSeen('visible');
  await page.sees(READY);
});

test('another version that arrives meanwhile is told', async () => {
  page = await showPage(UpdatePrompt, '/');
  await found();
  await page.press('Later');
  await found();
  await page.sees(READY);
});
