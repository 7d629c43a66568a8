import { describe, expect, test } from 'vitest';
import { deriveDeviceKey, type Place, seal, unseal } from './crypto';

const place: Place = { store: 'events', userId: 'u1', id: 'e1' };
const STORE_KEY = btoa('k'.repeat(32));

describe('what is sealed', () => {
  test('opens with the same key, derived again, in the same place', async () => {
    const sealed = await seal(await deriveDeviceKey(STORE_KEY), place, { weight: 102.5, note: 'Küche' });
    expect(await unseal(await deriveDeviceKey(STORE_KEY), place, sealed)).toEqual({ weight: 102.5, note: 'Küche' });
  });
  test.each<Partial<Place>>([{ store: 'drafts' }, { userId: 'u2' }, { id: 'e2' }])(
    'opens in no other place: %o',
    async (other) => {
      const key = await deriveDeviceKey(STORE_KEY);
      await expect(unseal(key, { ...place, ...other }, await seal(key, place, 1))).rejects.toThrow();
    },
  );
  test('opens with no other key, nor when a byte changed', async () => {
    const key = await deriveDeviceKey(STORE_KEY);
    const sealed = await seal(key, place, 'x');
    await expect(unseal(await deriveDeviceKey(btoa('j'.repeat(32))), place, sealed)).rejects.toThrow();
    sealed[20] = (sealed[20] ?? 0) ^ 1;
    await expect(unseal(key, place, sealed)).rejects.toThrow();
  });
  test('never looks the same twice, and shows nothing', async () => {
    const key = await deriveDeviceKey(STORE_KEY);
    const [one, two] = [await seal(key, place, 'secret words'), await seal(key, place, 'secret words')];
    expect(one).not.toEqual(two);
    expect(new TextDecoder('latin1').decode(one)).not.toContain('secret');
  });
});

test('the key cannot be read out', async () => {
  const key = await deriveDeviceKey(STORE_KEY);
  expect(key.extractable).toBe(false);
  await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow();
});

test('both alphabets of base64 are taken', async () => {
  const bytes = String.fromCharCode(...Array.from({ length: 32 }, () => 0xfb));
  const url = btoa(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  const sealed = await seal(await deriveDeviceKey(btoa(bytes)), place, 1);
  expect(await unseal(await deriveDeviceKey(url), place, sealed)).toBe(1);
});
