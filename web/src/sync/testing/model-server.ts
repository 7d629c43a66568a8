// A small model of the server for tests: ingress with idempotency and order keys, owners that answer with facts, the
// user's stream, outcomes. One user. Synchronous, so that a test decides when what happens.
import type { Envelope } from '../envelope';
import type { Answer } from '../http';
import type { FactData } from '../kinds';
import type { Frame } from '../sse-parser';

/** What becomes of one request. */
export type Fault =
  | 'none'
  | 'request-lost'
  | 'answer-lost'
  | 'portal-200'
  | 'proxy-413'
  | 'proxy-403'
  | 'unavailable'
  /** Only the first half of the results comes back. */
  | 'half-answered'
  /** The page dies after the server took the request. */
  | 'crash';

export class Crash extends Error {}

export interface Note {
  note_id: string;
  version: number;
  a: number;
  b: number;
  parts: { part_id: string; n: number }[];
}

export interface Log {
  log_id: string;
  version: number;
  entries: string[];
}

export interface Prefs {
  version: number;
  theme: string;
  unit: string;
}

type State = 'pending' | 'persisted' | 'failed';

interface Key {
  content: string;
  state: State;
  errors: unknown[];
}

export class ModelServer {
  epoch = 1;
  notes = new Map<string, Note>();
  logs = new Map<string, Log>();
  prefs: Prefs | null = null;
  refuseEntries = new Set<string>();
  private lastChange = new Map<string, string>();
  private deleted = new Set<string>();
  private keys = new Map<string, Key>();
  private inbox: Envelope[] = [];
  private frames: { seq: number; frame: Frame }[] = [];
  private seq = 0;
  private forgotten = 0;

  post(path: string, body: unknown, fault: Fault): Answer {
    const none: Answer = { ours: false, status: 0, retryAfterMs: 0 };
    if (fault === 'request-lost') return none;
    if (fault === 'portal-200') return { ours: false, status: 200, retryAfterMs: 0 };
    if (fault === 'proxy-413') return { ours: false, status: 413, retryAfterMs: 0 };
    if (fault === 'proxy-403') return { ours: false, status: 403, retryAfterMs: 0 };
    if (fault === 'unavailable') {
      const problem = { status: 503, code: 'unavailable', title: '', detail: '', errors: [], requestId: '' };
      return { ours: true, status: 503, data: problem, problem, retryAfterMs: 1000, headers: new Headers() };
    }
    const data = path.endsWith('/outcomes') ? this.outcomes(body) : this.batch(body);
    if (fault === 'crash') throw new Crash();
    if (fault === 'answer-lost') return none;
    if (fault === 'half-answered' && 'results' in data) data.results = data.results.slice(0, data.results.length >> 1);
    return { ours: true, status: 200, data, problem: null, retryAfterMs: 0, headers: new Headers() };
  }

  private batch(body: unknown) {
    const unaccepted = new Set<string>();
    const results = (body as { events: Envelope[] }).events.map((event) => {
      const id = event.client_generated_id;
      const key = orderKey(event);
      if (unaccepted.has(key)) return refusal(id, 424, 'behind');
      const content = JSON.stringify([event.event_type, event.timestamp, event.data]);
      const known = this.keys.get(id);
      if (known && known.content !== content) return refusal(id, 409, 'idempotency_conflict');
      if (!known && this.refuseEntries.has(String(event.data.entry))) {
        unaccepted.add(key);
        return refusal(id, 422, 'invalid');
      }
      if (!known) {
        this.keys.set(id, { content, state: 'pending', errors: [] });
        this.inbox.push(event);
      }
      return { status: 202, client_generated_id: id, duplicate: known !== undefined };
    });
    return { results };
  }

  private outcomes(body: unknown) {
    const ids = (body as { client_generated_ids: string[] }).client_generated_ids;
    const outcomes = ids.map((id) => {
      const key = this.keys.get(id);
      return { client_generated_id: id, state: key?.state ?? 'unknown', errors: key?.errors };
    });
    return { outcomes };
  }

  /** Handles up to `n` events; the order within a key is that of arrival, keys are taken from `pick` on. */
  process(n = Number.POSITIVE_INFINITY, pick = 0): void {
    for (let i = 0; i < n && this.inbox.length > 0; i++) {
      const key = orderKey(this.inbox[pick % this.inbox.length] as Envelope);
      const at = this.inbox.findIndex((event) => orderKey(event) === key);
      const [event] = this.inbox.splice(at, 1);
      if (event) this.handle(event);
    }
  }

  private handle(event: Envelope): void {
    if (event.event_type === 'log.added') this.handleLog(event);
    else if (event.event_type === 'prefs.submitted') this.handlePrefs(event);
    else this.handleNote(event);
  }

  private handleLog(event: Envelope): void {
    const log_id = String(event.data.log_id);
    const log = this.logs.get(log_id) ?? { log_id, version: 0, entries: [] };
    const next = { ...log, version: log.version + 1, entries: [...log.entries, String(event.data.entry)] };
    this.logs.set(log_id, next);
    this.persisted(event, 'log.persisted', { id: log_id, ...next });
  }

  private handlePrefs(event: Envelope): void {
    const { base_version, after, ...data } = event.data as unknown as Prefs & { base_version?: number; after?: string };
    const standing = this.prefs;
    if (standing && !this.isBasedOn('prefs', standing.version, { base_version, after })) {
      this.failed(event, 'version_conflict', { id: 'me', ...standing });
      return;
    }
    this.prefs = { ...data, version: (standing?.version ?? 0) + 1 };
    this.lastChange.set('prefs', event.client_generated_id);
    this.persisted(event, 'prefs.persisted', { id: 'me', ...this.prefs });
  }

  private handleNote(event: Envelope): void {
    const { base_version, after, ...data } = event.data as unknown as Note & { base_version?: number; after?: string };
    const id = data.note_id;
    const standing = this.notes.get(id);
    const refusal = this.refusalOf(event, standing);
    if (refusal !== null) {
      this.failed(event, refusal, standing && { id, ...standing });
      return;
    }
    const version = (standing?.version ?? 0) + 1;
    this.lastChange.set(id, event.client_generated_id);
    if (event.event_type === 'note.deleted') {
      this.deleted.add(id);
      this.notes.delete(id);
      this.persisted(event, 'note.persisted', { id, version, deleted: true });
      return;
    }
    const next: Note = { ...data, version };
    this.notes.set(id, next);
    this.persisted(event, 'note.persisted', { id, ...next });
  }

  /** A deletion that states no base is meant whatever stands; an edit has to state one. */
  private refusalOf({ event_type, data }: Envelope, standing: Note | undefined): string | null {
    if (this.deleted.has(String(data.note_id))) return 'deleted';
    if (event_type === 'note.created') return standing ? 'exists' : null;
    if (!standing) return 'not_found';
    if (data.base_version === undefined && data.after === undefined)
      return event_type === 'note.deleted' ? null : 'base_missing';
    return this.isBasedOn(standing.note_id, standing.version, data) ? null : 'version_conflict';
  }

  private isBasedOn(id: string, version: number, { after, base_version }: Record<string, unknown>): boolean {
    return after === undefined ? base_version === version : after === this.lastChange.get(id);
  }

  private persisted(event: Envelope, type: string, data: Record<string, unknown>): void {
    this.answer(event, 'persisted', []);
    this.emit(type, event, data);
  }

  private failed(event: Envelope, code: string, theirs?: FactData): void {
    const errors = [{ pointer: '', code, message: code }];
    this.answer(event, 'failed', errors);
    const type = event.event_type.replace(/\.\w+$/, '.failed');
    this.emit(type, event, { errors, ...(theirs && { theirs }) });
  }

  private answer(event: Envelope, state: State, errors: unknown[]): void {
    const key = this.keys.get(event.client_generated_id) as Key;
    if (key.state !== 'pending') throw new Error(`applied twice: ${event.client_generated_id}`);
    this.keys.set(event.client_generated_id, { ...key, state, errors });
  }

  private emit(event: string, cause: Envelope, data: FactData): void {
    this.seq += 1;
    const envelope = { event_type: event, causation_id: cause.client_generated_id, data };
    const frame: Frame = { id: `${this.epoch}.${this.seq}`, event, data: JSON.stringify(envelope) };
    this.frames.push({ seq: this.seq, frame });
  }

  /** What a connection with this Last-Event-ID receives. */
  connect(cursor: string): Frame[] {
    const hello: Frame = { id: '', event: 'hello', data: JSON.stringify({ cursor: `${this.epoch}.${this.seq}` }) };
    if (cursor === '') return [hello];
    const [epoch, seq] = cursor.split('.').map(Number) as [number, number];
    if (epoch !== this.epoch || seq > this.seq || seq < this.forgotten)
      return [hello, { id: '', event: 'reset', data: '{}' }];
    return [hello, ...this.frames.filter((entry) => entry.seq > seq).map((entry) => entry.frame)];
  }

  /** The stream's seven days are over. */
  forgetStream(): void {
    this.frames = [];
    this.forgotten = this.seq;
  }

  /** Everything the server has, in the form the kinds show. */
  state() {
    const sorted = <T>(map: Map<string, T>) =>
      [...map.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);
    return { notes: sorted(this.notes), logs: sorted(this.logs), prefs: this.prefs };
  }

  isSettled = (): boolean => this.inbox.length === 0;
}

const refusal = (id: string, status: number, code: string) => ({
  status,
  client_generated_id: id,
  problem: { status, code, title: code, errors: [] },
});

const orderKey = ({ event_type, data }: Envelope): string =>
  event_type.startsWith('note')
    ? `note:${data.note_id}`
    : event_type.startsWith('log')
      ? `log:${data.log_id}`
      : 'subject';
