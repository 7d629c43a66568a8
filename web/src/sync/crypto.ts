// Seals what is kept on the device. A body opens only with its owner's key and only in the place it was sealed for,
// so a row copied to another store, user or id is unreadable rather than wrong.

/** 12 bytes of nonce, then AES-GCM ciphertext with its tag. */
export type Sealed = Uint8Array<ArrayBuffer>;

export interface Place {
  store: 'events' | 'verdicts' | 'objects' | 'bases' | 'drafts' | 'users';
  userId: string;
  id: string;
}

const NONCE_BYTES = 12;
const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** The device key of one user, from the 32 bytes the server keeps for them. It cannot be read out again. */
export async function deriveDeviceKey(storeKey: string): Promise<CryptoKey> {
  const secret = await crypto.subtle.importKey('raw', bytesFromBase64(storeKey), 'HKDF', false, ['deriveKey']);
  const purpose = {
    name: 'HKDF',
    hash: 'SHA-256',
    salt: new Uint8Array(32),
    info: encoder.encode('taper device store 1'),
  };
  return crypto.subtle.deriveKey(purpose, secret, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

/** Never call this inside a Dexie transaction: waiting for the cipher commits it half-way. */
export async function seal(key: CryptoKey, place: Place, value: unknown): Promise<Sealed> {
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const plain = encoder.encode(JSON.stringify(value));
  const cipher = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce, additionalData: bound(place) }, key, plain);
  const sealed = new Uint8Array(NONCE_BYTES + cipher.byteLength);
  sealed.set(nonce);
  sealed.set(new Uint8Array(cipher), NONCE_BYTES);
  return sealed;
}

/** Rejects when the key, the place or the bytes are not those of the sealing. */
export async function unseal<T>(key: CryptoKey, place: Place, sealed: Sealed): Promise<T> {
  const cipher = { name: 'AES-GCM', iv: sealed.slice(0, NONCE_BYTES), additionalData: bound(place) };
  const plain = await crypto.subtle.decrypt(cipher, key, sealed.slice(NONCE_BYTES));
  return JSON.parse(decoder.decode(plain)) as T;
}

function bound(place: Place): Uint8Array<ArrayBuffer> {
  return encoder.encode(JSON.stringify([place.store, place.userId, place.id]));
}

function bytesFromBase64(text: string): Uint8Array<ArrayBuffer> {
  const standard = text.replaceAll('-', '+').replaceAll('_', '/');
  return Uint8Array.from(atob(standard), (character) => character.charCodeAt(0));
}
