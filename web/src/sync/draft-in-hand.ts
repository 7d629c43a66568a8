// A draft while a page has it: what stands on disk, and the changes on their way there. What is typed shows at once, a
// tick once it is written, and each is made to what all before it made, so that neither undoes the other.
import { clock } from './clock';
import type { Store } from './database';
import { draftIsBeingWritten, openDraft, removeDraft, writeDraft } from './draft-store';
import { draftKey } from './lane';
import { watch } from './live';
import type { ObjectRef } from './queue';
import { currentSession } from './session-store';

interface Change<T> {
  at: number;
  make: (old: T) => T;
  how: How<T>;
}

interface How<T> {
  /** typed: shown at once, and kept should the disk refuse it; ticked: shown once it is on disk, or never. */
  is: 'typed' | 'ticked';
  /** What counts where there is no draft yet. */
  begin: T;
  /** The object that the draft edits, if that is not the draft's own kind and id. */
  of?: ObjectRef;
}

export interface Shown<T> {
  /** null while there is no draft. */
  draft: { value: T } | null;
  loaded: boolean;
  failed: boolean;
}

export class DraftInHand<T> {
  private disk: { value: T } | null = null;
  /** When this page wrote what is on disk; what the disk says of earlier is old. */
  private writtenAt = 0;
  /** In the order in which they are written. Made more than once, so they must not depend on anything else. */
  private changes: Change<T>[] = [];
  private now: Shown<T> = { draft: null, loaded: false, failed: false };
  private tell = () => {};

  constructor(
    private readonly userId: string | undefined,
    private readonly kind: string,
    private readonly id: string,
  ) {}

  readonly shown = (): Shown<T> => this.now;

  /** Follows the disk, for one listener, until what it returns is called. */
  readonly follow = (listener: () => void): (() => void) => {
    if (this.userId === undefined) return () => {};
    this.tell = listener;
    const stop = watch(
      () => this.store().db.drafts.get(draftKey(this.store(), this.kind, this.id)),
      async (row) => row && { at: row.updated_at, value: await openDraft<T>(this.store(), row) },
      (found) => {
        if (found) this.take(found);
        else if (!draftIsBeingWritten(this.store(), this.kind, this.id)) this.forget();
        this.show({ loaded: true });
      },
      () => this.show({ loaded: true, failed: true }),
    );
    return () => {
      stop();
      this.tell = () => {};
    };
  };

  /** Resolves when it is on disk; rejects when it is not. */
  async change(make: (old: T) => T, how: How<T>): Promise<void> {
    const change = { make, how, at: clock.stamp() };
    this.changes = [...this.changes, change];
    if (how.is === 'typed') this.show({});
    let written: { value: T } | null = null;
    // Asked for when its turn comes: a tick before it may have failed by then.
    const value = () => {
      written = this.made(this.changes.filter(({ at }) => at <= change.at));
      return written?.value;
    };
    try {
      await writeDraft(this.store(), this.kind, this.id, value, { of: how.of, at: change.at });
    } catch (error) {
      if (how.is === 'ticked') this.changes = this.changes.filter((one) => one !== change);
      this.show({ failed: true });
      throw error;
    }
    if (this.changes.includes(change)) this.stands(change.at, written);
    this.show({ failed: false });
  }

  async remove(): Promise<void> {
    try {
      await removeDraft(this.store(), this.kind, this.id);
    } finally {
      this.forget();
      this.show({});
    }
  }

  private store(): Store {
    const { store } = currentSession();
    if (!store || store.userId !== this.userId) throw new Error('nobody is signed in');
    return store;
  }

  /** What the disk says, of this page's own last write or of another tab's. */
  private take({ at, value }: { at: number; value: T | undefined }): void {
    if (at < this.writtenAt) return;
    const disk = value === undefined ? null : { value };
    if (this.changes.some((one) => one.at === at)) this.stands(at, disk);
    else this.disk = disk;
  }

  private stands(at: number, disk: { value: T } | null): void {
    this.disk = disk;
    this.writtenAt = at;
    this.changes = this.changes.filter((one) => one.at > at);
  }

  /** Finished or thrown away. */
  private forget(): void {
    this.disk = null;
    this.changes = [];
  }

  private made(changes: Change<T>[]): { value: T } | null {
    const [first] = changes;
    if (!first) return this.disk;
    return { value: changes.reduce((old, { make }) => make(old), this.disk ? this.disk.value : first.how.begin) };
  }

  private show(change: Partial<Shown<T>>): void {
    const draft = this.made(this.changes.filter(({ how }) => how.is === 'typed'));
    this.now = { ...this.now, ...change, draft };
    this.tell();
  }
}
