// What replaces a whole object without saying what it stands on (settings) would overwrite whatever another device wrote
// meanwhile, and nobody would be told. So the object is read before such a write goes out.
import { readBase } from './bases';
import { copyOf } from './copies';
import type { EventRow } from './database';
import { isWholeEdit, kindOf } from './kinds';
import { openRow } from './lane';
import type { Seat } from './seat';
import { refuseSuperseded } from './settle';

/** Rows that stand on an older state become conflicts, to be merged or asked about. True when there was one. */
export async function lookFirst(seat: Seat, rows: EventRow[]): Promise<boolean> {
  let found = false;
  for (const row of rows) {
    const { queued, eventType } = await openRow(seat, row);
    const kind = kindOf(queued.objectKind);
    if (!kind?.edit || kind.edit.versioned || !isWholeEdit(kind, eventType)) continue;
    // Who cannot be read cannot be written to either, or answers with `superseded`.
    const value = await kind.fetchOne(queued.objectId).catch(() => null);
    if (value === null) continue;
    const base = await readBase(seat, kind.kind, row.client_generated_id);
    if (kind.versionOf(value) <= (base?.version ?? 0)) continue;
    await refuseSuperseded(seat, row, kind, copyOf(kind, value));
    found = true;
  }
  return found;
}
