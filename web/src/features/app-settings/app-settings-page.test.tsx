// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { afterEach, expect, test, vi } from 'vitest';
import { defaultPreferences } from '@/shared/lib/default-preferences';
import { PreferencesContext } from '@/shared/lib/preferences';
import { showPage } from '@/shared/testing/show-page';
import { queuedRows } from '@/sync/database';
import { openRow } from '@/sync/lane';
import { setSession } from '@/sync/session-store';
import { openStore } from '@/sync/testing/device';
import { AppSettingsPage } from './app-settings-page';

afterEach(() => setSession({ status: 'signed-out', user: null, store: null }));

test('a second choice keeps the first, also before the page knows that it is kept', async () => {
  const store = await openStore('app-settings');
  setSession({ status: 'signed-in', user: null, store });
  const known = defaultPreferences('en', false);
  const page = await showPage(
    () => (
      <PreferencesContext value={known}>
        <AppSettingsPage />
      </PreferencesContext>
    ),
    '/me/settings',
  );
  await page.press('Dark');
  await page.press('Deutsch');
  await vi.waitFor(async () => {
    const rows = await Promise.all((await queuedRows(store)).map((row) => openRow(store, row)));
    expect(rows.map((row) => row.data)).toEqual([{ ...known, theme: 'dark', locale: 'de' }]);
  });
  page.leave();
  await store.db.delete();
});
