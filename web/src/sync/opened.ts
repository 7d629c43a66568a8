// What was unsealed lately, so that a page of 200 workouts is not decrypted again for every tick. Memory only.
import { type Place, type Sealed, unseal } from './crypto';

const MAX_OPENED = 2000;
const opened = new Map<string, unknown>();

/** Like `unseal`, remembered by nonce. The value is shared: never change it. */
export async function unsealShared<T>(key: CryptoKey, place: Place, sealed: Sealed): Promise<T> {
  const name = `${place.store}|${place.userId}|${place.id}|${sealed.slice(0, 12).join('.')}`;
  if (opened.has(name)) return opened.get(name) as T;
  const value = await unseal<T>(key, place, sealed);
  if (opened.size >= MAX_OPENED) opened.delete(opened.keys().next().value as string);
  opened.set(name, value);
  return value;
}

/** At sign-out nothing of the user stays readable. */
export function forgetOpened(): void {
  opened.clear();
}
