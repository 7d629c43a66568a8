// Whether this browser keeps what it is given. Pages show it; nothing ticks on a write that failed.

export type StorageProblem =
  /** The page was not loaded over HTTPS (or loopback): nothing is stored. */
  | 'insecure'
  /** The browser refuses to open its database (private mode, disk gone). */
  | 'unavailable'
  /** A newer build in another tab changed the database: this tab must be reloaded. */
  | 'outdated'
  /** No room, even after cached copies made way. */
  | 'full'
  /** The browser dropped the database while the sign-in lived on: what was unsent is gone. */
  | 'lost';

export interface StorageHealth {
  problem: StorageProblem | null;
  /** Whether the browser promised not to clear it; null until asked. */
  persisted: boolean | null;
}

let health: StorageHealth = { problem: null, persisted: null };
const listeners = new Set<() => void>();

export const storageHealth = (): StorageHealth => health;

export function reportStorage(change: Partial<StorageHealth>): void {
  health = { ...health, ...change };
  for (const listener of [...listeners]) listener();
}

export function onStorageHealth(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Thrown instead of a success that did not happen. */
export class StorageError extends Error {
  constructor(
    readonly problem: StorageProblem | 'too_large',
    options?: ErrorOptions,
  ) {
    super(`not stored: ${problem}`, options);
    this.name = 'StorageError';
  }
}

/** A full disk comes as QuotaExceededError, or as an AbortError with it inside (Dexie keeps it in `inner`). */
export function isQuotaError(error: unknown): boolean {
  for (
    let at = error as { name?: string; inner?: unknown; cause?: unknown } | undefined, depth = 0;
    at && depth < 5;
    depth++
  ) {
    if (at.name === 'QuotaExceededError') return true;
    at = (at.inner ?? at.cause) as typeof at;
  }
  return false;
}

export function isSecure(): boolean {
  return globalThis.isSecureContext !== false && globalThis.crypto?.subtle !== undefined && 'indexedDB' in globalThis;
}

/** Asks the browser to keep the data; it may say no. */
export async function askToPersist(): Promise<void> {
  try {
    const persisted = (await navigator.storage?.persisted?.()) || (await navigator.storage?.persist?.()) || false;
    reportStorage({ persisted });
  } catch {
    reportStorage({ persisted: false });
  }
}
