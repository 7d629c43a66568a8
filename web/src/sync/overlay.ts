// What is shown: what the server said, and on top of it what is still queued, in order. Pure.
import type { EventState } from './database';
import type { Envelope } from './envelope';
import type { Intent, KindDefinition } from './kinds';

export interface Laid {
  envelope: Envelope;
  state: EventState;
}

export interface Overlaid<T> {
  value: T | null;
  /** Rows on top of the copy, refused ones included: what a person wrote stays where they wrote it. */
  pending: number;
}

/** What it says itself, without what the engine added. */
export function intentOf({ client_generated_id, event_type, timestamp, data }: Envelope): Intent {
  const { base_version: _, after: __, ...own } = data;
  return { clientGeneratedId: client_generated_id, eventType: event_type, timestamp, data: own };
}

export function overlay<T>(kind: KindDefinition<T>, copy: T | null, rows: Laid[]): Overlaid<T> {
  let value = copy;
  for (const { envelope } of rows) value = kind.applyIntent(value, intentOf(envelope));
  return { value, pending: rows.length };
}
