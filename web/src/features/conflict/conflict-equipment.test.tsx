// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Gym, MachineNote } from '@/shared/api/contract';
import { type Shown, showPage } from '@/shared/testing/show-page';
import type { ConflictSides } from '@/sync/conflict-choice';
import type { QueueItem } from '@/sync/outbox';
import { setSession } from '@/sync/session-store';
import { openStore } from '@/sync/testing/device';
import { ConflictCard } from './conflict-card';

let sides: ConflictSides;
vi.mock('@/sync/conflict-choice', async (real) => ({ ...(await real<object>()), conflictOf: async () => sides }));

let page: Shown;
let n = 0;
beforeEach(async () => {
  n += 1;
  setSession({ status: 'signed-in', user: null, store: await openStore(`card-equipment-${n}`) });
});
afterEach(() => {
  page.leave();
  setSession({ status: 'signed-out', user: null, store: null });
});

async function show(next: Partial<ConflictSides>): Promise<string> {
  sides = { kind: '', overlaps: [], answers: {}, again: [], taken: [], base: null, mine: {}, theirs: {}, ...next };
  const item = { id: `i${n}`, objectKind: sides.kind, objectId: 'x', conflict: { paths: [], deleted: false } };
  page = await showPage(() => <ConflictCard item={item as unknown as QueueItem} />, '/queue');
  await vi.waitFor(() => expect(document.querySelector('button')?.disabled).toBe(false));
  return page.text().replaceAll('\u00a0', ' ');
}
const told = () => [...document.querySelectorAll('tbody tr')].map((row) => row.textContent?.replaceAll('\u00a0', ' '));

const kg = (value: number) => ({ value, unit: 'kg' as const });
const cellar = (pairs: number): Gym => ({
  inventory_id: 'c',
  name: 'Cellar',
  unit: 'kg',
  machines: [{ machine_id: 'b', machine_type: 'barbell', start_weight: kg(20), sides: 2 }],
  plates: [{ weight: kg(20), pairs }],
});
const prefs = (...inventories: Gym[]) => ({ version: 1, prefs: { default_unit: 'kg', inventories } });

test('a gym is told by its name, and by what is not the same there', async () => {
  const text = await show({
    kind: 'equipment_prefs',
    mine: prefs(cellar(2)),
    theirs: prefs(cellar(3)),
    overlaps: [{ path: '/inventories/c', base: cellar(1), mine: cellar(2), theirs: cellar(3) }],
    taken: [{ path: '/inventories/k', side: 'theirs', value: { ...cellar(1), inventory_id: 'k', name: 'Club' } }],
    base: prefs(cellar(1), { ...cellar(1), inventory_id: 'k', name: 'Club' }),
  });
  expect(text).toContain('Gyms');
  expect(text).toContain('Cellar');
  expect(told()).toEqual(['Plates', '20 kg × 220 kg × 3']);
  expect(text).toContain('Club · from the other');
});

test('a gym that is gone on one side is told whole on the other', async () => {
  await show({
    kind: 'equipment_prefs',
    mine: prefs(cellar(2)),
    theirs: prefs(),
    overlaps: [{ path: '/inventories/c', base: cellar(1), mine: cellar(2), theirs: undefined }],
  });
  expect(told()).toEqual(['Barbell 20 kg · 20 kg × 2deleted']);
});

test('a note is told by its machine and the fields that differ', async () => {
  const note: MachineNote = {
    note_id: 'n',
    version: 1,
    brand: 'Gym80',
    model: 'Sygnum',
    machine_type: 'leg_press',
    visibility: 'private',
  };
  const settings = (value: string) => [{ name: 'Seat', value }];
  const text = await show({
    kind: 'machine_note',
    mine: note,
    theirs: note,
    overlaps: [
      { path: '/settings', base: [], mine: settings('4'), theirs: settings('5') },
      { path: '/visibility', base: 'private', mine: 'private', theirs: 'public' },
    ],
  });
  expect(text).toContain('Gym80 Sygnum');
  expect(told()).toEqual(['Settings', 'Seat 4Seat 5', 'Who sees it', 'Only meShared']);
});
