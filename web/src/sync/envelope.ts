// The event as the server takes it (events.md), and what is remembered about it on the device. Written once: a queued
// envelope is never rewritten, whatever build sends it.
import { EVENT_VERSIONS, FINAL_ON_202 } from '@/shared/api/generated/event-versions';
import { laneOf, type NewEventRow } from './database';
import type { Side } from './merge';
import type { Problem } from './problem';

/** Largest event the server takes, checked before anything is queued. */
export const MAX_EVENT_BYTES = 512 * 1024;
export const SHAPE = 1;

export interface Envelope {
  schema_version: string;
  event_type: string;
  client_generated_id: string;
  user_id: string;
  subject_user_id?: string;
  timestamp: string;
  source_service: 'frontend';
  data: Record<string, unknown>;
}

/** The sealed body of a queued row. */
export interface Queued {
  envelope: Envelope;
  objectKind: string;
  objectId: string;
  /** Replaces the whole object, so a later one makes it needless while it was never sent. */
  collapse: boolean;
  /** Nobody answers it: it leaves as soon as it was taken. */
  finalOn202: boolean;
}

/** What a person has decided already, by path, and of what they saw there on the other side. '': of all of it. */
export type Answered = Record<string, { side: Side; seen: unknown }>;

/** The sealed verdict of a refused row. */
export interface Verdict {
  problem: Problem;
  /** The standing state that the owner sent with the refusal, and the fact that would carry it. */
  theirs?: { factType: string; data: Record<string, unknown> };
  /** Overlapping paths that a person has to decide. Empty: the object is gone, or cannot be merged by parts. */
  conflict?: { paths: string[]; deleted: boolean; answered?: Answered };
}

/** Of this build: a server that knows only an older one says so, and the row waits for it. What only an earlier build wrote
 * has none here (`enqueue` takes no such type). */
export const schemaVersion = (eventType: string): string =>
  (EVENT_VERSIONS as Record<string, string>)[eventType] ?? '1.0.0';

/** Nobody answers this type with a fact: that it was taken is all there is to know. */
export const isFinalOn202 = (eventType: string): boolean => FINAL_ON_202.has(eventType);

const encoder = new TextEncoder();

export const bytesOf = (envelope: Envelope): number => encoder.encode(JSON.stringify(envelope)).byteLength;

/** The clear part of a new row. */
export function newRow(queued: Queued, needs: string[], bytes: number): Omit<NewEventRow, 'body'> {
  const { envelope, objectKind, objectId } = queued;
  const after = envelope.data.after;
  return {
    client_generated_id: envelope.client_generated_id,
    user_id: envelope.user_id,
    lane: laneOf(objectKind, objectId),
    state: 'waiting',
    nextRetryAt: 0,
    needs,
    retryCount: 0,
    lease: 0,
    replaces: '',
    after: typeof after === 'string' ? after : '',
    accepted_at: 0,
    held_since: 0,
    shape: SHAPE,
    bytes,
    verdict: 0,
  };
}
