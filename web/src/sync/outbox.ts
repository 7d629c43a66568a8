// The queue, for pages.
import { useSyncExternalStore } from 'react';
import type { EventType } from '@/shared/api/contract';
import type { EventData } from '@/shared/api/generated/events';
import { requestBackgroundSync } from './background-sync';
import { send } from './channel';
import { type EventRow, queuedRows } from './database';
import { draftWritten } from './draft-store';
import { useWatch } from './live';
import { addEvent, discardEvent, type Enqueue, type Enqueued } from './queue';
import { type QueueItem, queueItems } from './queue-items';
import { currentSession, currentStore, onSession } from './session-store';

export type { QueueEntry, QueueItem } from './queue-items';

/** Resolves when the event is on disk and its draft gone; rejects with StorageError, and then nothing happened. */
export async function enqueue<Type extends EventType>({
  data,
  ...how
}: Omit<Enqueue, 'eventType' | 'data'> & { eventType: Type; data: EventData[Type] }): Promise<Enqueued> {
  const write: Enqueue = { ...how, data: { ...data } };
  const store = currentStore();
  if (write.draft) await draftWritten(store, write.draft.kind, write.draft.id);
  const queued = await addEvent(store, write);
  goOn();
  return queued;
}

/** What waits or was refused; null until it was read for the first time. */
export function useQueueOnceRead(): QueueItem[] | null {
  const store = useSyncExternalStore(onSession, () => currentSession().store);
  const read = async () => (store ? queuedRows(store) : []);
  const open = async (rows: EventRow[]): Promise<QueueItem[] | null> => (store ? queueItems(store, rows) : []);
  return useWatch(`queue:${store?.userId}`, read, open, null);
}

const NOTHING: QueueItem[] = [];

/** As useQueueOnceRead, for who asks only whether something is there. */
export function useQueue(): QueueItem[] {
  return useQueueOnceRead() ?? NOTHING;
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

/** What was written is on its way, at once or as soon as the browser may. */
export function goOn(): void {
  send({ type: 'wake' });
  void requestBackgroundSync();
}
