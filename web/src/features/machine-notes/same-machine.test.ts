import { expect, test } from 'vitest';
import type { MachineNote } from '@/shared/api/contract';
import { isFound, noteOnSame } from './same-machine';

const note: MachineNote = {
  note_id: 'n1',
  version: 1,
  brand: 'Hammer Strength',
  model: 'V-Squat 2000',
  machine_type: 'hack_squat',
  settings: [{ name: 'Foot plate', value: '3' }],
  notes: 'Füße tief',
  visibility: 'private',
};

test('a machine is the same however it is spelt, and another by its kind', () => {
  const spelt = { ...note, brand: ' hammer  STRENGTH', model: 'v-squat 2000' };
  expect(noteOnSame([note], 'n2', spelt)?.note_id).toBe('n1');
  expect(noteOnSame([note], 'n1', spelt)).toBeUndefined();
  expect(noteOnSame([note], 'n2', { ...spelt, machine_type: 'leg_press' })).toBeUndefined();
});

test('found by beginnings of all words that it has, as the server finds it', () => {
  for (const search of ['', 'ham squ', '2000', 'foot 3', 'füße', 'V-Sq'])
    expect(isFound(note, search), search).toBe(true);
  for (const search of ['quat', 'hammer leg', 'fuße']) expect(isFound(note, search), search).toBe(false);
});
