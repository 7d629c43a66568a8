// One device's queue, looked into and answered by hand.
import { queuedRows, type Store } from '../database';
import { openRow } from '../lane';
import { NO_PROBLEM } from '../problem';
import type { Enqueue } from '../queue';
import { takeSeat } from '../seat';
import { applyFacts, sealVerdict } from '../settle';
import { openStore } from './device';
import { registerModelKinds } from './model-kinds';
import { ModelServer } from './model-server';

let n = 0;

export function emptyStore(): Promise<Store> {
  registerModelKinds(() => new ModelServer());
  n += 1;
  return openStore(`queue-${n}`);
}

/** A whole edit of the one note. */
export const note = (change: Partial<Enqueue> = {}): Enqueue => ({
  eventType: 'note.updated',
  objectKind: 'note',
  objectId: 'n1',
  data: { note_id: 'n1', a: 1, b: 0, parts: [] },
  collapse: true,
  ...change,
});

/** The draft of that note. */
export const draft = { kind: 'note', id: 'n1' };

/** What is queued, in order. */
export const dataOf = async (store: Store) =>
  Promise.all((await queuedRows(store)).map(async (row) => (await openRow(store, row)).data));

export async function refuse(store: Store, id: string): Promise<void> {
  const seat = await takeSeat(store, true);
  const row = (await queuedRows(store)).find((each) => each.client_generated_id === id);
  if (!row) throw new Error('no such row');
  const verdict = await sealVerdict(seat, row, { problem: { ...NO_PROBLEM, code: 'invalid' } });
  await store.db.events.update(row.seq, { state: 'refused', verdict });
}

/** The server says how the note stands; `causationId`: by which event, '' for another device's. */
export async function persisted(store: Store, causationId: string, version: number, part: object = {}): Promise<void> {
  const seat = await takeSeat(store, true);
  const data = { id: 'n1', note_id: 'n1', version, a: 0, b: 0, parts: [], ...part };
  await applyFacts(seat, [{ id: `1.${version}`, type: 'note.persisted', causationId, data }], undefined);
}
