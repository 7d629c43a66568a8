// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Shown, showPage } from '@/shared/testing/show-page';
import { InstallBanner } from './install-banner';

const needs = vi.hoisted(() => ({ install: true }));
vi.mock('@/features/account/needs-install', () => ({ needsInstall: () => needs.install }));

const TOLD = 'Put Taper on your home screen';
let page: Shown;
beforeEach(() => localStorage.clear());
afterEach(() => page.leave());

test('who has an iPhone or an iPad is told on the first page, until it is put off', async () => {
  needs.install = true;
  page = await showPage(InstallBanner, '/');
  await page.sees(TOLD);
  await page.press('Later');
  expect(page.text()).not.toContain(TOLD);
  page.leave();
  page = await showPage(InstallBanner, '/');
  expect(page.text()).not.toContain(TOLD);
});

test('nobody else is', async () => {
  needs.install = false;
  page = await showPage(InstallBanner, '/');
  expect(page.text()).not.toContain(TOLD);
});
