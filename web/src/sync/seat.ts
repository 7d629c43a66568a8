// The leader's seat: who may send, settle and move the cursor. A tab that was frozen and lost the seat finds out in
// its next write, because every such write looks at the epoch inside its own transaction.
import type { Table } from 'dexie';
import { DEVICE, type OfflineQueue, type Store } from './database';
import { durably } from './durable';

export interface Seat extends Store {
  epoch: number;
}

export class NotLeader extends Error {
  constructor() {
    super('another tab leads');
    this.name = 'NotLeader';
  }
}

const EPOCH = 'leader_epoch';

/** Takes the next epoch. `vacant`: the last leader is gone, so nobody holds its leases any more. */
export function takeSeat(store: Store, vacant: boolean): Promise<Seat> {
  const { db } = store;
  return db.transaction('rw', db.meta, db.events, async () => {
    const epoch = ((await db.meta.get([DEVICE, EPOCH]))?.value as number | undefined) ?? 0;
    await db.meta.put({ user_id: DEVICE, name: EPOCH, value: epoch + 1 });
    if (vacant) await db.events.filter((row) => row.lease > 0).modify({ lease: 0 });
    return { ...store, epoch: epoch + 1 };
  });
}

/** Inside a transaction that includes `meta`. */
export async function stillLeads({ db, epoch }: { db: OfflineQueue; epoch: number }): Promise<void> {
  const row = await db.meta.get([DEVICE, EPOCH]);
  if (row?.value !== epoch) throw new NotLeader();
}

/** One write transaction of the leader. */
export function asLeader<T>(seat: Seat, tables: Table[], write: () => Promise<T>): Promise<T> {
  const { db, userId } = seat;
  return durably(db, userId, () =>
    db.transaction('rw', [...new Set([...tables, db.meta])], async () => {
      await stillLeads(seat);
      return write();
    }),
  );
}

/** The leader's writes, for code that a person's tab shares. */
export const leaderWriter =
  (seat: Seat) =>
  (tables: Table[], write: () => Promise<void>): Promise<void> =>
    asLeader(seat, tables, write);
