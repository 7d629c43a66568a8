// The stream of facts addressed to this user, held by the leader: opened again whenever it ends or falls silent.
import { delayAfter } from './backoff';
import { clock } from './clock';
import { fetchCopies } from './copies';
import type { FactData } from './kinds';
import type { Post } from './outcomes';
import { resync } from './resync';
import { asLeader, leaderWriter, NotLeader, type Seat } from './seat';
import { applyFacts, type Fact, type Settled } from './settle';
import { settleConflicts } from './settle-conflicts';
import { type Frame, SseParser } from './sse-parser';
import { CURSOR, LAST_SYNC } from './sync-marks';

/** The server sends a heartbeat every 15 s; silence for this long is a dead connection. */
export const SILENCE_MS = 40_000;
const SYNC_MARK_EVERY_MS = 10_000;
/** A device of this person was signed out; the server ends the stream of that device. */
const SESSION_ENDED = 'auth.session.ended';

/** What the stream needs of the outside. */
export interface StreamLink {
  post: Post;
  token(options?: { fresh?: boolean }): Promise<string | null>;
  open(headers: Record<string, string>, signal: AbortSignal): Promise<Response>;
  contact(ok: boolean): void;
  /** Resolves early when there is a reason to try again at once. */
  pause(ms: number): Promise<void>;
}

/** Runs until `signal` aborts; rejects with NotLeader when another tab took over. */
export async function runStream(seat: Seat, link: StreamLink, signal: AbortSignal): Promise<void> {
  let refused = false;
  for (let failures = 0; !signal.aborted; ) {
    const token = await link.token({ fresh: refused });
    const ended = token === null ? 'no-token' : await listenOnce(seat, link, token, signal);
    if (signal.aborted) return;
    refused = ended === 'unauthorized' || ended === 'session-ended';
    // Whether it was this device's session: the next renewal tells.
    if (ended === 'session-ended') continue;
    failures = ended === 'closed' ? 1 : failures + 1;
    await link.pause(delayAfter(failures));
  }
}

type Ended = 'closed' | 'session-ended' | 'unauthorized' | 'unreachable';

async function listenOnce(seat: Seat, link: StreamLink, token: string, signal: AbortSignal): Promise<Ended> {
  const mine = new AbortController();
  const connected = AbortSignal.any([signal, mine.signal]);
  const watchdog = new Watchdog(() => mine.abort());
  const connection = new Connection(seat, link, connected);
  // A browser may leave open what it says is gone: what came over it would count as an exchange.
  const lost = () => mine.abort();
  globalThis.addEventListener?.('offline', lost);
  try {
    const headers: Record<string, string> = { accept: 'text/event-stream', authorization: `Bearer ${token}` };
    const cursor = await connection.storedCursor();
    if (cursor) headers['last-event-id'] = cursor;
    const response = await link.open(headers, connected);
    const ours = response.headers.get('content-type')?.startsWith('text/event-stream');
    if (!response.ok || !ours || !response.body) {
      link.contact(false);
      return response.status === 401 ? 'unauthorized' : 'unreachable';
    }
    await read(response.body, watchdog, connection);
    return connection.sessionEnded ? 'session-ended' : 'closed';
  } catch (error) {
    if (error instanceof NotLeader || (error as { inner?: unknown }).inner instanceof NotLeader) throw new NotLeader();
    if (signal.aborted) return 'closed';
    link.contact(false);
    return connection.greeted ? 'closed' : 'unreachable';
  } finally {
    globalThis.removeEventListener?.('offline', lost);
    watchdog.stop();
    mine.abort();
    await connection.finished();
  }
}

async function read(body: ReadableStream<Uint8Array>, watchdog: Watchdog, connection: Connection): Promise<void> {
  const reader = body.getReader();
  const parser = new SseParser();
  const decoder = new TextDecoder();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    watchdog.heard();
    await connection.take(parser.push(decoder.decode(value, { stream: true })));
  }
}

class Watchdog {
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly bite: () => void) {
    this.heard();
  }

  heard(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.bite, SILENCE_MS);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}

/** One connection: which cursor it may store, and whether the lists must be read again first. */
export class Connection {
  greeted = false;
  sessionEnded = false;
  #stored = '';
  #heard = '';
  #catchUp: Promise<void> | null = null;
  #markedAt = 0;

  constructor(
    private readonly seat: Seat,
    private readonly link: Pick<StreamLink, 'post' | 'contact'>,
    private readonly signal: AbortSignal,
  ) {}

  async storedCursor(): Promise<string> {
    const row = await this.seat.db.meta.get([this.seat.userId, CURSOR]);
    this.#stored = (row?.value as string | undefined) ?? '';
    return this.#stored;
  }

  /** Frames in order; none means that only a heartbeat came. */
  async take(frames: Frame[]): Promise<void> {
    this.link.contact(true);
    let facts: Fact[] = [];
    for (const frame of frames) {
      if (frame.event === 'hello' || frame.event === 'reset') {
        await this.#apply(facts);
        facts = [];
        this.#control(frame);
      } else facts.push(factOf(frame));
    }
    await this.#apply(facts);
    if (this.#catchUp === null && this.greeted && (frames.length === 0 || this.#heard === this.#stored))
      await this.#mark();
  }

  /** Waits for what was begun; nothing of this connection runs on after it. */
  async finished(): Promise<void> {
    await this.#catchUp?.catch(() => {});
  }

  #control(frame: Frame): void {
    const cursor = cursorIn(frame.data);
    if (frame.event === 'hello') {
      this.greeted = true;
      if (cursor) this.#heard = cursor;
      if (this.#stored !== '' && epochOf(this.#stored) === epochOf(this.#heard)) return;
    } else if (cursor) this.#heard = cursor;
    const foreign = this.#stored !== '' && epochOf(this.#stored) !== epochOf(this.#heard);
    this.#catchUp ??= this.#resync(foreign);
  }

  async #resync(foreign: boolean): Promise<void> {
    const done = await resync(this.seat, this.link.post, { foreign, cursor: () => this.#heard }, this.signal);
    if (!done) return;
    this.#stored = this.#heard;
    this.#catchUp = null;
  }

  async #apply(facts: Fact[]): Promise<void> {
    const last = facts.at(-1);
    if (!last) return;
    if (last.id !== '') this.#heard = last.id;
    if (facts.some((fact) => fact.type === SESSION_ENDED)) this.sessionEnded = true;
    const settled = await applyFacts(this.seat, facts, this.#catchUp === null && last.id !== '' ? last.id : undefined);
    if (this.#catchUp === null) this.#stored = this.#heard;
    await followUp(this.seat, settled, this.signal);
  }

  async #mark(): Promise<void> {
    const now = clock.now();
    if (Math.abs(now - this.#markedAt) < SYNC_MARK_EVERY_MS) return;
    this.#markedAt = now;
    const { db, userId } = this.seat;
    await asLeader(this.seat, [], () => db.meta.put({ user_id: userId, name: LAST_SYNC, value: now }));
  }
}

async function followUp(seat: Seat, settled: Settled, signal: AbortSignal): Promise<void> {
  if (settled.refusedLanes.length > 0) await settleConflicts(seat, leaderWriter(seat));
  for (const { kind, id } of settled.unread) await fetchCopies(seat, kind, { id }, signal).catch(() => {});
}

function factOf({ id, event, data }: Frame): Fact {
  try {
    const envelope = JSON.parse(data) as { causation_id?: string; data?: FactData };
    return { id, type: event, causationId: envelope.causation_id ?? '', data: envelope.data ?? {} };
  } catch {
    return { id, type: '', causationId: '', data: {} };
  }
}

function cursorIn(data: string): string {
  try {
    return String((JSON.parse(data) as { cursor?: string }).cursor ?? '');
  } catch {
    return '';
  }
}

export const epochOf = (cursor: string): string => cursor.slice(0, Math.max(0, cursor.lastIndexOf('.')));
