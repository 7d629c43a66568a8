// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { AppSettingsPage } from '@/features/app-settings/app-settings-page';
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
const persisted = async (version: number, part: Partial<typeof known>) => {
  const data = { id: 'me', version, app_settings: { ...known, ...part } };
  const fact = { id: `1.${version}`, type: 'user.app_settings.persisted', causationId: '', data };
  await applyFacts(await takeSeat(store, true), [fact], undefined);
};
const labelled = (name: string) =>
  [...document.querySelectorAll('label')].find((label) => label.textContent === name) as HTMLElement;

test('a second choice keeps the first, also before the page knows that it is kept', async () => {
  await open();
  await page.press('Dark');
  await page.press('Deutsch');
  const both = [{ ...known, theme: 'dark', locale: 'de', base_version: 0 }];
  await vi.waitFor(async () => expect(await written()).toEqual(both), PATIENCE);
});

test('a choice stands on what is shown, even when another device’s has just come', async () => {
  await persisted(2, { units: 'kg', clock: '12h' });
  await open();
  await vi.waitFor(() => expect(labelled('12 h').dataset.selected).toBe('true'), PATIENCE);
  await persisted(3, { units: 'lb', clock: '12h' });
  labelled('Dark').click();
  const onShown = [{ ...known, clock: '12h', theme: 'dark', base_version: 2 }];
  await vi.waitFor(async () => expect(await written()).toEqual(onShown), PATIENCE);
});
