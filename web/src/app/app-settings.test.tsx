// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { AppSettingsPage } from '@/features/app-settings/app-settings-page';
import type { AppSettings } from '@/shared/api/contract';
import { defaultPreferences } from '@/shared/lib/default-preferences';
import { PreferencesContext } from '@/shared/lib/preferences';
import { type Shown, showPage } from '@/shared/testing/show-page';
import { queuedRows, type Store } from '@/sync/database';
import { openRow } from '@/sync/lane';
import { takeSeat } from '@/sync/seat';
import { setSession } from '@/sync/session-store';
import { applyFacts } from '@/sync/settle';
import { openStore } from '@/sync/testing/device';
import { registerKinds } from './overlays';

const PATIENCE = { timeout: 4000 };

const known = defaultPreferences('en', false);
let store: Store;
let page: Shown;
let n = 0;
beforeEach(async () => {
  registerKinds();
  n += 1;
  store = await openStore(`app-settings-${n}`);
  setSession({ status: 'signed-in', user: null, store });
});
afterEach(async () => {
  page.leave();
  setSession({ status: 'signed-out', user: null, store: null });
  await store.db.delete();
});

const open = async () => {
  page = await showPage(
    () => (
      <PreferencesContext value={known}>
        <AppSettingsPage />
      </PreferencesContext>
    ),
    '/me/settings',
  );
};
const written = async () => Promise.all((await queuedRows(store)).map(async (row) => (await openRow(store, row)).data));
const persisted = async (version: number, app_settings: AppSettings) => {
  const data = { id: 'me', version, app_settings };
  const fact = { id: `1.${version}`, type: 'user.app_settings.persisted', causationId: '', data };
  await applyFacts(await takeSeat(store, true), [fact], undefined);
};
const labelled = (name: string) =>
  [...document.querySelectorAll('label')].find((label) => label.textContent === name) as HTMLElement;

test('a second choice keeps the first, also before the page knows that it is kept', async () => {
  await open();
  await page.press('Dark');
  await page.press('Deutsch');
  const both = [{ theme: 'dark', locale: 'de', base_version: 0 }];
  await vi.waitFor(async () => expect(await written()).toEqual(both), PATIENCE);
});

test('what is shown and nobody chose becomes a choice by a tap on it; a second tap changes nothing', async () => {
  await open();
  await page.press('kg');
  await vi.waitFor(async () => expect(await written()).toEqual([{ units: 'kg', base_version: 0 }]), PATIENCE);
  await page.sees('Not sent yet');
  // Also where the page does not know yet that the first is kept: then it is written again, in its place.
  await page.press('kg');
  await vi.waitFor(async () => expect(await written()).toEqual([{ units: 'kg', base_version: 0 }]), PATIENCE);
  await page.press('Dark');
  await vi.waitFor(
    async () => expect(await written()).toEqual([{ units: 'kg', theme: 'dark', base_version: 0 }]),
    PATIENCE,
  );
});

test('a language that was chosen can be left to each device again', async () => {
  await persisted(2, { locale: 'de', units: 'lb' });
  await open();
  await vi.waitFor(() => expect(labelled('Deutsch').dataset.selected).toBe('true'), PATIENCE);
  const [language] = [...document.querySelectorAll('label')].filter((one) => one.textContent === 'As the device');
  language?.click();
  await vi.waitFor(async () => expect(await written()).toEqual([{ units: 'lb', base_version: 2 }]), PATIENCE);
  await vi.waitFor(() => expect(language?.dataset.selected).toBe('true'), PATIENCE);
});

test('a choice stands on what is shown, even when another device’s has just come', async () => {
  await persisted(2, { units: 'kg', clock: '12h' });
  await open();
  await vi.waitFor(() => expect(labelled('12 h').dataset.selected).toBe('true'), PATIENCE);
  await persisted(3, { units: 'lb', clock: '12h' });
  labelled('Dark').click();
  const onShown = [{ units: 'kg', clock: '12h', theme: 'dark', base_version: 2 }];
  await vi.waitFor(async () => expect(await written()).toEqual(onShown), PATIENCE);
});
