// Random schedules of two devices, an unreliable network, crashes and a forgetful stream: at the end everybody agrees,
// nothing was lost, and nothing was done twice or out of order.
import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { writeDraft } from './draft-store';
import { Device } from './testing/device';
import { registerModelKinds } from './testing/model-kinds';
import { ModelServer, type Note, type Prefs } from './testing/model-server';
import { type Step, step } from './testing/schedule';

let server = new ModelServer();
beforeEach(() => registerModelKinds(() => server));

/** What was written, to hold the end against. */
class Ledger {
  entries = new Map<string, string[]>();
  drafts = new Map<string, { field: string; value: number }>();
  private writers = new Map<string, Set<number>>();
  private last = new Map<string, unknown>();
  private uncertain = new Set<string>();

  wrote(place: string, by: number, value: unknown): void {
    this.writers.set(place, new Set(this.writers.get(place)).add(by));
    this.last.set(place, value);
  }

  deleted(noteId: string): void {
    this.uncertain.add(noteId);
  }

  /** Fields that only one device ever wrote: nobody may have taken their last value away. */
  *undisputed(): Iterable<[id: string, field: string, value: unknown]> {
    for (const [place, by] of this.writers) {
      const [noteId = '', field = ''] = place.split('|');
      if (by.size === 1 && !this.uncertain.has(noteId)) yield [noteId, field, this.last.get(place)];
    }
  }
}

async function run(steps: Step[], side: 'mine' | 'theirs', known: boolean): Promise<void> {
  server = new ModelServer();
  const ledger = new Ledger();
  const name = `t${Math.random()}`;
  const devices = [await Device.start(`${name}-0`, () => server), await Device.start(`${name}-1`, () => server)];
  let counter = 0;
  try {
    if (known) await writeFirstPrefs(devices);
    for (const one of steps) {
      counter += 1;
      await take(one, devices, ledger, counter);
    }
    await heal(devices, side);
    await compare(devices, ledger, known);
  } finally {
    for (const each of devices) await each.stop();
  }
}

/** Both devices know them: what one of them changes of them later, the other never meant to. */
async function writeFirstPrefs(devices: Device[]): Promise<void> {
  const data = { theme: '', unit: '' };
  const write = { eventType: 'prefs.submitted', objectKind: 'prefs', objectId: 'me', data };
  await devices[0]?.write(write);
  for (const each of devices) {
    await each.flush();
    server.process();
    await each.listen();
  }
}

async function take(one: Step, devices: Device[], ledger: Ledger, n: number): Promise<void> {
  if (one.do === 'process') return server.process(one.n, one.pick);
  if (one.do === 'forget') return server.forgetStream();
  const at = devices[one.device] as Device;
  switch (one.do) {
    case 'flush':
      return void (await at.flush(one.fault, one.max));
    case 'listen':
      return at.listen(one.frames, one.reads);
    case 'outcomes':
      return at.outcomes(one.fault);
    case 'restart':
      return at.restart();
    case 'log': {
      const log_id = `l${one.log}`;
      const entry = `${one.device}-${n}`;
      ledger.entries.set(`${log_id}|${one.device}`, [...(ledger.entries.get(`${log_id}|${one.device}`) ?? []), entry]);
      return void (await at.write({
        eventType: 'log.added',
        objectKind: 'log',
        objectId: log_id,
        data: { log_id, entry },
      }));
    }
    case 'prefs': {
      const { version: _version, ...standing } = (await at.shown<Prefs>('prefs', 'me')) ?? {
        version: 0,
        theme: '',
        unit: '',
      };
      ledger.wrote(`prefs|${one.field}`, one.device, String(n));
      const data = { ...standing, [one.field]: String(n) };
      return void (await at.write({
        eventType: 'prefs.submitted',
        objectKind: 'prefs',
        objectId: 'me',
        data,
        collapse: true,
      }));
    }
    default:
      return takeNote(one, at, ledger, n);
  }
}

type NoteStep = Extract<Step, { note: number }>;

async function takeNote(one: NoteStep, at: Device, ledger: Ledger, n: number): Promise<void> {
  // Each device creates its own notes, as ids are random; the other edits them once it has seen them.
  const note_id = one.do === 'create' ? `n${one.device}${one.note}` : `n${n % 2}${one.note}`;
  const standing = await at.shown<Note>('note', note_id);
  const object = { objectKind: 'note', objectId: note_id };
  if (one.do === 'create') {
    const known = await at.store.db.objects.get(['u1', 'note', note_id]);
    if (standing || known || server.notes.has(note_id)) return;
    const rows = await at.queued();
    if (rows.some((row) => row.lane === `note:${note_id}`)) return;
    const data = { note_id, a: 0, b: 0, parts: [] };
    return void (await at.write({ ...object, eventType: 'note.created', data }));
  }
  if (one.do === 'finish-draft') {
    const draft = await at.draft<Note>('note', note_id);
    if (!draft) return;
    const begun = ledger.drafts.get(`${one.device}|${note_id}`);
    // Another writer than the device's direct edits: the two may meet in a conflict of their own.
    if (begun) ledger.wrote(`${note_id}|${begun.field}`, one.device + 2, begun.value);
    const write = { ...object, eventType: 'note.updated', data: { ...draft }, collapse: true };
    return void (await at.write({ ...write, draft: { kind: 'note', id: note_id } }));
  }
  if (!standing) return;
  if (one.do === 'delete') {
    ledger.deleted(note_id);
    return void (await at.write({ ...object, eventType: 'note.deleted', data: { note_id } }));
  }
  const { version: _version, ...data } = standing;
  if (one.do === 'begin-draft') {
    if (await at.draft('note', note_id)) return;
    ledger.drafts.set(`${one.device}|${note_id}`, { field: one.field, value: n });
    return writeDraft(at.store, 'note', note_id, () => ({ ...data, [one.field]: n }));
  }
  if (one.do === 'edit') {
    ledger.wrote(`${note_id}|${one.field}`, one.device, n);
    const edited = { ...data, [one.field]: n };
    return void (await at.write({ ...object, eventType: 'note.updated', data: edited, collapse: true }));
  }
  const part_id = `p${one.part}`;
  ledger.wrote(`${note_id}|${part_id}`, one.device, n);
  const parts = [...data.parts.filter((part) => part.part_id !== part_id), { part_id, n }];
  await at.write({ ...object, eventType: 'note.updated', data: { ...data, parts }, collapse: true });
}

/** The network is back; people decide what they are asked. */
async function heal(devices: Device[], side: 'mine' | 'theirs'): Promise<void> {
  for (let round = 0; round < 60; round++) {
    for (const each of devices) {
      while ((await each.flush())?.is === 'sent');
      server.process();
      await each.outcomes();
      await each.listen();
      await each.decide(side);
    }
    const queued = await Promise.all(devices.map((each) => each.queued()));
    if (server.isSettled() && queued.every((rows) => rows.length === 0)) {
      for (const each of devices) await each.listen();
      return;
    }
  }
  const left = await Promise.all(devices.map((each) => each.queued()));
  throw new Error(
    `never settles: ${JSON.stringify(left.flat().map(({ body: _body, verdict: _verdict, ...row }) => row))}`,
  );
}

async function compare(devices: Device[], ledger: Ledger, known: boolean): Promise<void> {
  const state = server.state();
  for (const each of devices) {
    expect(await each.all('note')).toEqual(state.notes);
    expect(await each.all('log')).toEqual(state.logs);
    expect(await each.shown('prefs', 'me')).toEqual(state.prefs);
  }
  for (const [place, entries] of ledger.entries) {
    const [log = '', by] = place.split('|');
    const there = server.logs.get(log)?.entries.filter((entry) => entry.startsWith(`${by}-`));
    expect(there, 'each once, in order').toEqual(entries);
  }
  for (const [id, field, value] of ledger.undisputed()) {
    if (id === 'prefs' && !known) continue;
    const there = id === 'prefs' ? server.prefs?.[field as 'theme' | 'unit'] : inNote(server.notes.get(id), field);
    if (there !== undefined) expect(there, `${id} ${field} was changed by one device only`).toEqual(value);
  }
}

/** undefined: the note is gone. */
function inNote(note: Note | undefined, field: string): number | undefined {
  if (!note || field === 'a' || field === 'b') return note?.[field as 'a' | 'b'];
  return note.parts.find((part) => part.part_id === field)?.n ?? -1;
}

test('any schedule ends equal on devices and server, each write applied once and in order', {
  timeout: 300_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: 60, size: 'max' }),
      fc.constantFrom('mine', 'theirs'),
      fc.boolean(),
      run,
    ),
    { numRuns: Number(process.env.CONVERGENCE_RUNS ?? 60), verbose: fc.VerbosityLevel.Verbose },
  );
});
