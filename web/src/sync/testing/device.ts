// One device of a test: its own database, taking part as leader, driven step by step.
import { openCopy } from '../bases';
import { resolveConflict } from '../conflict-choice';
import { deriveDeviceKey, type Sealed } from '../crypto';
import { OfflineQueue, queuedRows, type Store } from '../database';
import { openDraft } from '../draft-store';
import { flushOnce, type Pass } from '../flush';
import { kindOf } from '../kinds';
import { openRow, openVerdict } from '../lane';
import { askOutcomes, type Post } from '../outcomes';
import { overlay } from '../overlay';
import { addEvent, discardEvent, type Enqueue } from '../queue';
import { byPerson } from '../reissue';
import { leaderWriter, type Seat, takeSeat } from '../seat';
import { settleConflicts } from '../settle-conflicts';
import { Connection } from '../stream';
import { network } from './model-kinds';
import { Crash, type Fault, type ModelServer } from './model-server';

export const STORE_KEY = btoa('k'.repeat(32));

export async function openStore(name: string, userId = 'u1'): Promise<Store> {
  const db = new OfflineQueue(name);
  await db.open();
  return { db, userId, key: await deriveDeviceKey(STORE_KEY) };
}

export class Device {
  private constructor(
    readonly name: string,
    private readonly server: () => ModelServer,
    private seat: Seat,
  ) {}

  static async start(name: string, server: () => ModelServer): Promise<Device> {
    return new Device(name, server, await takeSeat(await openStore(name), true));
  }

  get store(): Seat {
    return this.seat;
  }

  write(write: Enqueue): Promise<{ clientGeneratedId: string }> {
    return addEvent(this.seat, write);
  }

  private post(fault: Fault): Post {
    return async (path, body) => this.server().post(path, structuredClone(body), fault);
  }

  /** undefined: the page died in the middle. */
  async flush(fault: Fault = 'none', maxEvents?: number): Promise<Pass | undefined> {
    try {
      return await flushOnce(this.seat, this.post(fault), { force: true, maxEvents });
    } catch (error) {
      if (!(error instanceof Crash)) throw error;
      await this.restart();
      return undefined;
    }
  }

  async outcomes(fault: Fault = 'none'): Promise<void> {
    await this.online(fault === 'none', () =>
      askOutcomes(this.seat, this.post(fault === 'crash' ? 'none' : fault), true),
    );
  }

  /** One connection that breaks after `frames` facts. */
  async listen(frames = Number.POSITIVE_INFINITY, reads = true): Promise<void> {
    const lost = new AbortController();
    const connection = new Connection(
      this.seat,
      { post: this.post(reads ? 'none' : 'request-lost'), contact: () => {} },
      lost.signal,
    );
    const all = this.server().connect(await connection.storedCursor());
    await this.online(reads, async () => {
      for (const frame of all.slice(0, frames)) await connection.take([frame]);
      if (!reads) lost.abort();
      await connection.finished();
      await settleConflicts(this.seat, leaderWriter(this.seat));
    });
    lost.abort();
  }

  private async online<T>(up: boolean, work: () => Promise<T>): Promise<T> {
    network.up = up;
    try {
      return await work();
    } finally {
      network.up = true;
    }
  }

  /** The tab is gone, memory with it; another opens. */
  async restart(): Promise<void> {
    this.seat.db.close();
    this.seat = await takeSeat(await openStore(this.name), true);
  }

  /** Decides each open conflict; gives up what was refused for good. */
  async decide(side: 'mine' | 'theirs'): Promise<void> {
    for (const row of await queuedRows(this.seat)) {
      if (row.state !== 'refused' || !(await this.seat.db.events.get(row.seq))) continue;
      const verdict = await openVerdict(this.seat, row);
      if (verdict?.conflict) await resolveConflict(this.seat, row.client_generated_id, side, byPerson(this.seat));
      else if (verdict?.problem.code !== 'version_conflict') await discardEvent(this.seat, row.client_generated_id);
    }
  }

  async draft<T>(kind: string, id: string): Promise<T | undefined> {
    const row = await this.seat.db.drafts.get([this.seat.userId, kind, id]);
    return row && openDraft<T>(this.seat, row);
  }

  queued = () => queuedRows(this.seat);

  /** The object as a page would show it. */
  async shown<T>(kind: string, id: string): Promise<T | null> {
    const copy = await this.seat.db.objects.get([this.seat.userId, kind, id]);
    const value = copy && copy.body !== 0 ? await openCopy(this.seat, copy as typeof copy & { body: Sealed }) : null;
    const rows = (await queuedRows(this.seat)).filter((row) => row.lane === `${kind}:${id}`);
    const opened = await Promise.all(rows.map((row) => openRow(this.seat, row)));
    const laid = opened.map((open) => ({ envelope: open.queued.envelope, state: open.row.state }));
    const definition = kindOf(kind);
    return (definition ? overlay(definition, value, laid).value : value) as T | null;
  }

  async all<T>(kind: string): Promise<T[]> {
    const copies = await this.seat.db.objects.filter((copy) => copy.kind === kind).toArray();
    const lanes = (await queuedRows(this.seat)).map((row) => row.lane).filter((lane) => lane.startsWith(`${kind}:`));
    const ids = [
      ...new Set([...copies.map((copy) => copy.id), ...lanes.map((lane) => lane.slice(kind.length + 1))]),
    ].sort();
    const shown = await Promise.all(ids.map((id) => this.shown<T>(kind, id)));
    return shown.filter((value): value is Awaited<T> & T => value !== null);
  }

  async stop(): Promise<void> {
    await this.seat.db.delete();
  }
}
