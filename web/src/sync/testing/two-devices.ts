// Two devices of one person with the same note, and what they do to it.
import { openVerdict } from '../lane';
import { Device } from './device';
import { registerModelKinds } from './model-kinds';
import { ModelServer, type Note } from './model-server';

/** Enough rounds for whatever one device sets off. */
const ROUNDS = 4;

export const theNote = { note_id: 'n1', a: 0, b: 0, parts: [{ part_id: 'p1', n: 0 }] };

let n = 0;

export let server: ModelServer;
export let phone: Device;
export let desk: Device;

/** For `beforeEach`: both are there anew and know the note, until what it returns is called. */
export async function twoDevices(): Promise<() => Promise<void>> {
  const both = new ModelServer();
  server = both;
  registerModelKinds(() => both);
  n += 1;
  phone = await Device.start(`two-devices-${n}-phone`, () => both);
  desk = await Device.start(`two-devices-${n}-desk`, () => both);
  await phone.write({ eventType: 'note.created', objectKind: 'note', objectId: 'n1', data: theNote });
  await sync(phone);
  await sync(desk);
  const devices = [phone, desk];
  return async () => {
    for (const device of devices) await device.stop();
  };
}

/** Sends what waits, and hears what there is to hear. */
export async function sync(device: Device): Promise<void> {
  for (let round = 0; round < ROUNDS; round++) {
    while ((await device.flush())?.is === 'sent');
    server.process();
    await device.outcomes();
    await device.listen();
  }
}

/** The note as the device shows it, with a change. */
export async function edit(device: Device, change: Partial<Note>, collapse = true): Promise<void> {
  const { version: _version, ...shown } = (await device.shown<Note>('note', 'n1')) as Note;
  const data = { ...shown, ...change };
  await device.write({ eventType: 'note.updated', objectKind: 'note', objectId: 'n1', data, collapse });
}

export async function remove(device: Device): Promise<void> {
  await device.write({ eventType: 'note.deleted', objectKind: 'note', objectId: 'n1', data: { note_id: 'n1' } });
}

/** What the person is asked: ids of refused rows, and the conflict of each that has one. */
export async function card(device: Device) {
  const refused = (await device.queued()).filter((row) => row.state === 'refused');
  const verdicts = await Promise.all(refused.map((row) => openVerdict(device.store, row)));
  const conflicts = verdicts.map((verdict) => verdict?.conflict);
  return { id: refused[0]?.client_generated_id ?? '', conflicts };
}
