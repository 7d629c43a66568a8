// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { act } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { AppSettingsPage } from '@/features/app-settings/app-settings-page';
import { OnboardingPage } from '@/features/onboarding/onboarding-page';
import type { AppSettings } from '@/shared/api/contract';
import { defaultPreferences } from '@/shared/lib/default-preferences';
import { PreferencesContext } from '@/shared/lib/preferences';
import { type Shown, showPage } from '@/shared/testing/show-page';
import { queuedRows, type Store } from '@/sync/database';
import { keep } from '@/sync/kept';
import { openRow } from '@/sync/lane';
import { takeSeat } from '@/sync/seat';
import { setSession } from '@/sync/session-store';
import { applyFacts } from '@/sync/settle';
import { openStore } from '@/sync/testing/device';
import { registerKinds } from './overlays';

const known = defaultPreferences('en', false);
let store: Store;
let page: Shown;
let n = 0;
beforeEach(async () => {
  registerKinds();
  n += 1;
  store = await openStore(`kept-settings-${n}`);
  setSession({ status: 'signed-in', user: null, store });
});
afterEach(async () => {
  page.leave();
  setSession({ status: 'signed-out', user: null, store: null });
  await store.db.delete();
});

const persisted = async (type: string, data: object) =>
  applyFacts(await takeSeat(store, true), [{ id: '1.2', type, causationId: '', data: data as never }], undefined);
const written = async () => Promise.all((await queuedRows(store)).map(async (row) => (await openRow(store, row)).data));
const take = async () => {
  await page.press('Take this one');
  await act(async () =>
    [...document.querySelectorAll('button')]
      .filter((one) => one.textContent === 'Take this one')
      .at(-1)
      ?.click(),
  );
};

const chosen = (version: number, app_settings: AppSettings) =>
  persisted('user.app_settings.persisted', { id: 'me', version, app_settings });
async function showAppSettings(...kept: AppSettings[]): Promise<void> {
  for (const app_settings of kept) await keep('app_settings', 'me', 1, { version: 1, app_settings });
  page = await showPage(
    () => (
      <PreferencesContext value={known}>
        <AppSettingsPage />
      </PreferencesContext>
    ),
    '/me/settings',
  );
}
const listed = () => [...document.querySelectorAll('li')].map((one) => one.querySelector('p')?.textContent);

test('settings that were not taken are on their page, told by what differs, and come back', async () => {
  await chosen(2, { locale: 'en', theme: 'dark' });
  await showAppSettings({ locale: 'en', theme: 'light' });
  await vi.waitFor(() => expect(listed()).toEqual(['Colours: Light']));
  await take();
  await vi.waitFor(async () => expect(await written()).toEqual([{ locale: 'en', theme: 'light', base_version: 2 }]), {
    timeout: 5000,
  });
});

test('what nobody had chosen in them is as the device, and is left to it again', async () => {
  await chosen(2, { units: 'lb', locale: 'en', token_storage: 'cookie' });
  await showAppSettings({ units: 'lb' });
  const device = ['Language', 'Access to feeds with a passcode is kept in'].map((what) => `${what}: As the device`);
  await vi.waitFor(() => expect(listed()).toEqual([device.join(' · ')]));
  await take();
  await vi.waitFor(async () => expect(await written()).toEqual([{ units: 'lb', base_version: 2 }]), { timeout: 5000 });
  // What it replaced is kept in its turn, and nothing else.
  await vi.waitFor(() =>
    expect(listed()).toEqual(['Language: English · Access to feeds with a passcode is kept in: A cookie']),
  );
});

test('settings that would change nothing are not offered', async () => {
  await chosen(2, { units: 'lb' });
  await showAppSettings({ units: 'lb', theme: 'system' }, { units: 'kg' });
  await vi.waitFor(() => expect(listed()).toEqual(['Weights in: kg']));
});

test('what was said about the training and not taken is on the form’s first page, and comes back', async () => {
  const view = (kg: number) => ({
    version: 2,
    settings: { weight: { value: kg, unit: 'kg' }, training_days_per_week: 4 },
  });
  await persisted('user.settings.persisted', { id: 'me', settings_id: 's', ...view(84) });
  await keep('settings', 'me', 1, view(82.5));
  page = await showPage(OnboardingPage, '/onboarding');
  await page.sees('Versions not taken');
  expect(page.text().replaceAll('\u00a0', ' ')).toMatch(/Body weight: 82.5 kgkept /);
  await take();
  await vi.waitFor(async () => expect(await written()).toEqual([{ ...view(82.5).settings, base_version: 2 }]), {
    timeout: 5000,
  });
});
