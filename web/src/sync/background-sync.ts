// Where the browser offers Background Sync, it wakes the service worker when the network is back, even with no tab open.

export const SYNC_TAG = 'taper-flush';

/** Best effort: a tab that is open sends by itself. */
export async function requestBackgroundSync(): Promise<void> {
  try {
    const registration = await globalThis.navigator?.serviceWorker?.getRegistration();
    const sync = (registration as { sync?: { register(tag: string): Promise<void> } } | undefined)?.sync;
    await sync?.register(SYNC_TAG);
  } catch {
    // Refused or not there: the next open tab sends.
  }
}
