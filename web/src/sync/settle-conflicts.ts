// What to do about refusals that may be merged; how is asked for only once there is one (conflict.ts).
import { send } from './channel';
import type { Store } from './database';
import type { Writer } from './reissue';

/** Every lane with a refusal; a lane that cannot be decided now is left as it is. What was merged goes out at once. */
export async function settleConflicts(store: Store, write: Writer): Promise<void> {
  const { db, userId } = store;
  const refused = await db.events
    .where('[user_id+state+nextRetryAt]')
    .between([userId, 'refused', 0], [userId, 'refused', Infinity])
    .toArray();
  if (refused.length === 0) return;
  // Not to be had now: asked for again at the next pass.
  const how = await Promise.all([import('./conflict'), import('./conflict-choice')]).catch(() => null);
  if (!how) return;
  const [{ settleConflict }, { settleAsked }] = how;
  for (const lane of new Set(refused.map((row) => row.lane))) {
    const moved = (await settleConflict(store, lane, write)) || (await settleAsked(store, lane, write));
    if (moved) send({ type: 'wake' });
  }
}
