import { discard } from '@/sync/outbox';

/** Gives the write up; it never reaches the server. */
export async function discardItem(id: string): Promise<void> {
  await discard(id);
}
