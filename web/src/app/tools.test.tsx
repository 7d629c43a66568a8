// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { act } from 'react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { GymPage } from '@/features/gyms/gym-page';
import { GymsPage } from '@/features/gyms/gyms-page';
import { MachinesPage } from '@/features/machine-notes/machines-page';
import { NotePage } from '@/features/machine-notes/note-page';
import { PlatesPage } from '@/features/plates/plates-page';
import type { EquipmentPrefs, Gym, MachineNoteBody } from '@/shared/api/contract';
import { Announcer } from '@/shared/design/announcer';
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

const PATIENCE = { timeout: 15_000 };
const at = vi.hoisted(() => ({ id: '' }));
vi.mock('@tanstack/react-router', async (original) => ({
  ...(await original()),
  useParams: () => ({ gymId: at.id, noteId: at.id }),
}));

const kg = (value: number) => ({ value, unit: 'kg' as const });
const cellar: Gym = {
  inventory_id: 'cellar',
  name: 'Cellar',
  unit: 'kg',
  machines: [{ machine_id: 'bar', machine_type: 'barbell', start_weight: kg(20), sides: 2 }],
  plates: [
    { weight: kg(25), pairs: 1 },
    { weight: kg(15), pairs: 2 },
  ],
};
const note: MachineNoteBody = {
  brand: 'Hammer Strength',
  model: 'V-Squat',
  machine_type: 'hack_squat',
  settings: [{ name: 'Seat', value: '4' }],
  visibility: 'private',
};

let store: Store;
let page: Shown;
let n = 0;
beforeEach(async () => {
  registerKinds();
  n += 1;
  store = await openStore(`tools-${n}`);
  setSession({ status: 'signed-in', user: null, store });
});
afterEach(async () => {
  page.leave();
  setSession({ status: 'signed-out', user: null, store: null });
  await store.db.delete();
});

const fact = async (type: string, data: object) =>
  applyFacts(await takeSeat(store, true), [{ id: `1.${n}`, type, causationId: '', data: data as never }], undefined);
const said = (prefs: EquipmentPrefs) => fact('equipment.prefs.persisted', { id: 'p', version: 2, prefs });
const written = async () => Promise.all((await queuedRows(store)).map(async (row) => (await openRow(store, row)).data));
const open = async (Shows: () => React.ReactNode, address: string, id = '') => {
  at.id = id;
  page = await showPage(
    () => (
      <PreferencesContext value={defaultPreferences('en', false)}>
        <Shows />
        <Announcer />
      </PreferencesContext>
    ),
    address,
  );
};
const drawn = () => document.querySelector('[role=img]')?.getAttribute('aria-label')?.replaceAll('\u00a0', ' ');
const named = (name: string) => document.querySelector(`[aria-label="${name}"]`) as HTMLInputElement;
const pressNamed = (name: string) => act(async () => named(name).click());
const typeInto = (name: string, text: string) =>
  act(async () => {
    named(name).focus();
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(named(name), text);
    named(name).dispatchEvent(new Event('input', { bubbles: true }));
    named(name).blur();
  });

describe('the calculator', () => {
  test('says that its plates are usual ones where nobody said what is there', async () => {
    await open(PlatesPage, '/tools');
    await page.sees('These are usual plates and weights');
    expect(drawn()).toBe('100 kg: 25, 15 a side');
  });

  test('loads with what the gym has, and offers what is nearest where nothing is exact', async () => {
    await said({ default_unit: 'kg', inventories: [cellar] });
    await open(PlatesPage, '/tools');
    await page.sees('a side');
    expect(drawn()).toBe('100 kg: 25, 15 a side');
    expect(page.text()).not.toContain('usual');
    await typeInto('Weight in kg', '85');
    await page.sees('Not exactly with these plates');
    expect(page.text().replaceAll('\u00a0', ' ')).toContain('80 kg5 kg less100 kg15 kg more');
    expect(drawn()).toBe('80 kg: 2 × 15 a side');
    await page.press('80\u00a0kg5\u00a0kg less');
    await vi.waitFor(() => expect(named('Weight in kg').value).toBe('80'), PATIENCE);
    await pressNamed('The next heavier that can be loaded');
    await vi.waitFor(() => expect(drawn()).toBe('100 kg: 25, 15 a side'), PATIENCE);
  });

  test('tells nobody anything unless it is switched on', async () => {
    await open(PlatesPage, '/tools');
    await page.sees('a side');
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      await typeInto('Weight in kg', '102.5');
      await vi.advanceTimersByTimeAsync(10_000);
    } finally {
      vi.useRealTimers();
    }
    expect(await written()).toEqual([]);
  });

  test('switched on, it tells machine, weight and unit of what stands for a while', { timeout: 20_000 }, async () => {
    await open(PlatesPage, '/tools');
    await page.sees('a side');
    await act(async () => (document.querySelector('[role=switch]') as HTMLElement).click());
    await typeInto('Weight in kg', '102.5');
    await vi.waitFor(async () => expect(await written()).toEqual([{ machine: 'barbell', target: 102.5, unit: 'kg' }]), {
      timeout: 8000,
    });
  });
});

describe('gyms', () => {
  test('a new one is said whole, on what was there', async () => {
    await said({ default_unit: 'kg', inventories: [cellar] });
    await open(GymPage, '/tools/gyms/club', 'club');
    await page.sees('Bars and machines');
    await page.type('Name', 'Club');
    await pressNamed('One pair of 20\u00a0kg more');
    await pressNamed('One pair of 20\u00a0kg more');
    await page.press('Save');
    await vi.waitFor(async () => expect(await written()).toHaveLength(1), PATIENCE);
    const [data] = (await written()) as unknown as (EquipmentPrefs & { base_version: number })[];
    expect([data?.base_version, data?.inventories[0]]).toEqual([2, cellar]);
    expect(data?.inventories[1]).toMatchObject({
      inventory_id: 'club',
      name: 'Club',
      unit: 'kg',
      machines: [{ machine_type: 'barbell', start_weight: kg(20), sides: 2 }],
      plates: [{ weight: kg(20), pairs: 2 }],
    });
  });

  test('one without a name is not queued, and says what is missing', async () => {
    await said({ default_unit: 'kg', inventories: [] });
    await open(GymPage, '/tools/gyms/club', 'club');
    await page.sees('Bars and machines');
    await page.press('Save');
    await page.sees('A gym needs a name.');
    expect(await written()).toEqual([]);
  });

  test('deleted, the others stay', async () => {
    const club = { ...cellar, inventory_id: 'club', name: 'Club', machines: [] };
    await said({ default_unit: 'kg', inventories: [cellar, club] });
    await open(GymPage, '/tools/gyms/cellar', 'cellar');
    await page.sees('Delete this gym');
    await page.press('Delete this gym');
    await page.press('Delete');
    const left = [{ default_unit: 'kg', inventories: [club], base_version: 2 }];
    await vi.waitFor(async () => expect(await written()).toEqual(left), PATIENCE);
  });

  test('their list says what each has', async () => {
    await said({ default_unit: 'kg', inventories: [cellar] });
    await open(GymsPage, '/tools/gyms');
    await page.sees('One bar or machine · 3 pairs of plates');
  });
});

describe('notes on machines', () => {
  test('a new one is kept on the device, on nothing that was there, and empty settings are left out', async () => {
    await open(NotePage, '/tools/machines/n1', 'n1');
    await page.sees('Who sees it');
    await page.type('Brand', 'Hammer Strength');
    await page.type('Model', 'V-Squat ');
    await page.type('Setting 1, what', 'Seat');
    await page.press('Save');
    await page.sees('Say what, and to what.');
    await page.type('Setting 1, to what', '4');
    await page.press('Save');
    const data = { ...note, note_id: 'n1', machine_type: 'other', base_version: 0 };
    await vi.waitFor(async () => expect(await written()).toEqual([data]), PATIENCE);
    await page.sees('Not sent yet');
  });

  test('one that was begun and left is gone on with', async () => {
    await open(NotePage, '/tools/machines/n7', 'n7');
    await page.sees('Who sees it');
    await page.type('Brand', 'Gym80');
    await vi.waitFor(async () => expect(await store.db.drafts.count()).toBe(1), PATIENCE);
    page.leave();
    await open(MachinesPage, '/tools/machines');
    await vi.waitFor(() => expect(page.links()).toContain('/tools/machines/n7'), PATIENCE);
  });

  test('a second one on the same machine is not begun', async () => {
    await fact('machine.notes.persisted', { ...note, id: 'n1', note_id: 'n1', version: 1 });
    await open(NotePage, '/tools/machines/n2', 'n2');
    await page.sees('Who sees it');
    await page.type('Brand', 'hammer  strength');
    await page.type('Model', 'V-SQUAT');
    expect(page.text()).not.toContain('You have a note on this machine already.');
    await act(async () => (document.querySelector('button[aria-haspopup=listbox]') as HTMLElement).click());
    await act(async () =>
      [...document.querySelectorAll<HTMLElement>('[role=option]')]
        .find((option) => option.textContent === 'Hack squat')
        ?.click(),
    );
    await page.sees('You have a note on this machine already.');
    expect(page.links()).toContain('/tools/machines/n1');
    await page.press('Save');
    expect(await written()).toEqual([]);
  });
});
