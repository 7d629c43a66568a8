import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { changePrefs } from '@/features/gyms/change-prefs';
import { deleteNote } from '@/features/machine-notes/delete-note';
import { saveNote } from '@/features/machine-notes/save-note';
import type { EquipmentPrefsView, Gym, MachineNote } from '@/shared/api/contract';
import { fakeServer, json } from '@/shared/testing/fake-server';
import { conflictCard } from '@/sync/conflict-choice';
import { fetchCopies } from '@/sync/copies';
import { queuedRows, type Store } from '@/sync/database';
import { kindOf } from '@/sync/kinds';
import { openRow } from '@/sync/lane';
import { byPerson } from '@/sync/reissue';
import { takeSeat } from '@/sync/seat';
import { setSession } from '@/sync/session-store';
import { applyFacts } from '@/sync/settle';
import { settleConflicts } from '@/sync/settle-conflicts';
import { openStore } from '@/sync/testing/device';
import { registerKinds } from './overlays';

vi.mock('@/sync/tokens', async (real) => ({ ...(await real<object>()), getAccessToken: async () => 'token' }));

const kg = (value: number) => ({ value, unit: 'kg' as const });
const gym = (name: string, pairs = 1): Gym => ({
  inventory_id: name,
  name,
  unit: 'kg',
  machines: [],
  plates: [{ weight: kg(20), pairs }],
});
const view = (version: number, ...inventories: Gym[]): EquipmentPrefsView => ({
  version,
  prefs: { default_unit: 'kg', inventories },
});
const note: MachineNote = {
  note_id: 'n1',
  version: 2,
  brand: 'Hammer Strength',
  model: 'V-Squat',
  machine_type: 'hack_squat',
  settings: [{ name: 'Seat', value: '4' }],
  visibility: 'private',
};
const body = (({ note_id: _, version: __, ...rest }) => rest)(note);

let store: Store;
let n = 0;
let facts = 0;
beforeEach(async () => {
  registerKinds();
  n += 1;
  store = await openStore(`equipment-kinds-${n}`);
  setSession({ status: 'signed-in', user: null, store });
});
afterEach(() => store.db.delete());

async function fact(type: string, data: object, causationId = '') {
  facts += 1;
  const one = { id: `1.${facts}`, type, causationId, data: data as never };
  await applyFacts(await takeSeat(store, true), [one], undefined);
}
const written = async () =>
  Promise.all(
    (await queuedRows(store)).map(async (row) => {
      const { eventType, data } = await openRow(store, row);
      return { id: row.client_generated_id, state: row.state, eventType, data };
    }),
  );
const conflictWith = async (subject: string, theirs: object) => {
  const errors = [{ pointer: '', code: 'version_conflict', message: '' }];
  await fact(`${subject}.failed`, { errors, theirs }, (await written())[0]?.id);
  await settleConflicts(store, byPerson(store));
};

describe('what gyms have', () => {
  test('two devices that each say their first gym have both, and nobody is asked', async () => {
    await changePrefs(view(0), { inventories: [gym('Cellar')] });
    expect((await written())[0]?.data).toMatchObject({ base_version: 0 });
    await conflictWith('equipment.prefs', { id: 'p', ...view(1, gym('Club')) });
    const [{ data } = { data: {} }] = await written();
    expect(data).toEqual({ ...view(1, gym('Club'), gym('Cellar')).prefs, base_version: 1 });
  });

  test('the plates of one gym said differently on two devices are asked about, by that gym', async () => {
    await fact('equipment.prefs.persisted', { id: 'p', ...view(1, gym('Cellar'), gym('Club')) });
    await changePrefs(view(1, gym('Cellar'), gym('Club')), { inventories: [gym('Cellar', 2), gym('Club')] });
    await conflictWith('equipment.prefs', { id: 'p', ...view(2, gym('Cellar', 3), gym('Club', 4)) });
    const card = await conflictCard(store, 'equipment_prefs:me');
    expect(card?.overlaps.map(({ path }) => path)).toEqual(['/inventories/Cellar']);
    expect(card?.taken.map(({ path }) => path)).toEqual(['/inventories/Club/plates']);
  });

  test('a second change before the first was sent is one event', async () => {
    await changePrefs(view(0), { inventories: [gym('Cellar')] });
    await changePrefs(view(0, gym('Cellar')), { default_unit: 'lb' });
    expect((await written()).map(({ data }) => data)).toEqual([
      { default_unit: 'lb', inventories: [gym('Cellar')], base_version: 0 },
    ]);
  });
});

describe('notes on machines', () => {
  test('different fields changed on two devices merge', async () => {
    await fact('machine.notes.persisted', { id: 'n1', ...note });
    await saveNote('n1', { ...body, notes: 'Feet low' }, { on: note });
    await conflictWith('machine.notes', { ...note, id: 'n1', version: 3, visibility: 'public' });
    expect((await written()).map(({ data }) => data)).toEqual([
      { ...body, note_id: 'n1', notes: 'Feet low', visibility: 'public', base_version: 3 },
    ]);
  });

  test('a machine that has a note already is no conflict: it waits to be put right, and is not lost', async () => {
    await saveNote('n2', body);
    const errors = [{ pointer: '/model', code: 'machine_taken', message: '' }];
    await fact('machine.notes.failed', { id: 'n2', errors, theirs: { id: 'n1', ...note } }, (await written())[0]?.id);
    await settleConflicts(store, byPerson(store));
    expect(await written()).toMatchObject([{ state: 'refused', data: { note_id: 'n2', base_version: 0 } }]);
    await saveNote('n2', { ...body, model: 'Pendulum' });
    expect((await written()).map(({ state, data }) => [state, data.model, data.base_version])).toEqual([
      ['waiting', 'Pendulum', 0],
    ]);
  });

  test('a deletion states what it was made on, and a tombstone takes the copy away', async () => {
    await fact('machine.notes.persisted', { id: 'n1', ...note });
    await deleteNote(note);
    const [deletion] = await written();
    expect(deletion).toMatchObject({
      eventType: 'machine.notes.deleted',
      data: { note_id: 'n1', base_version: 2 },
    });
    await fact('machine.notes.persisted', { id: 'n1', ...note, version: 3, deleted: true }, deletion?.id);
    expect(await written()).toEqual([]);
    expect((await store.db.objects.toArray()).map(({ id, deleted }) => [id, deleted])).toEqual([['n1', 1]]);
  });

  test('one that is brought back is a new one, and takes no other note’s machine', () => {
    const created = kindOf('machine_note')?.create?.toData(note, 'n9');
    expect(created).toEqual({ ...body, note_id: 'n9', base_version: 0 });
  });

  test('a public note of somebody else is not kept as the athlete’s own', async () => {
    fakeServer({ '/api/v1/machine-notes/n1': () => json(200, { ...note, mine: false }) });
    await fetchCopies(store, 'machine_note', { id: 'n1' });
    expect((await store.db.objects.toArray()).filter(({ body }) => body !== 0)).toEqual([]);
    vi.unstubAllGlobals();
  });
});
