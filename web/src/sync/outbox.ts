// The queue, for pages.
import { useSyncExternalStore } from 'react';
import type { EventData } from '@/shared/api/generated/events';
import { requestBackgroundSync } from './background-sync';
import { send } from './channel';
import { queuedRows } from './database';
import { draftWritten } from './draft-store';
import { useWatch } from './live';
import { addEvent, correctEvent, discardEvent, type Enqueue, type Enqueued } from './queue';
import { type QueueItem, queueItems } from './queue-items';
import { currentSession, currentStore, onSession } from './session-store';

export type { QueueItem } from './queue-items';

/** What an event of this type carries: from the catalogue, where it is in it. */
type DataOf<Type extends string> = Type extends keyof EventData ? EventData[Type] : Record<string, unknown>;

/** Resolves when the event is on disk and its draft gone; rejects with StorageError, and then nothing happened. */
export async function enqueue<Type extends string>({
  data,
  ...how
}: Omit<Enqueue, 'eventType' | 'data'> & { eventType: Type; data: DataOf<Type> }): Promise<Enqueued> {
  const write: Enqueue = { ...how, data: { ...data } };
  const store = currentStore();
  if (write.draft) await draftWritten(store, write.draft.kind, write.draft.id);
  const queued = await addEvent(store, write);
  goOn();
  return queued;
}

export function useQueue(): QueueItem[] {
  const store = useSyncExternalStore(onSession, () => currentSession().store);
  const read = async () => (store ? queuedRows(store) : []);
  return useWatch(`queue:${store?.userId}`, read, async (rows) => (store ? queueItems(store, rows) : []), []);
}

/** Sends at once what waits for its next try. */
export function retryNow(): void {
  send({ type: 'wake', force: true });
}

/** Gives up a refused write, with the edits that stand on it. */
export async function discard(id: string): Promise<void> {
  await discardEvent(currentStore(), id);
  goOn();
}

/**
 * Sends `newData` instead of a refused write, under a new client id for the same object.
 * @public for writes that are not edits of a whole object: those only have to be enqueued again.
 */
export async function correct(id: string, newData: Record<string, unknown>): Promise<Enqueued> {
  const queued = await correctEvent(currentStore(), id, newData);
  goOn();
  return queued;
}

/** What was written is on its way, at once or as soon as the browser may. */
export function goOn(): void {
  send({ type: 'wake' });
  void requestBackgroundSync();
}
