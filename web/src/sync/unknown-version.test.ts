// What is changed before this device knows any version of it.
import 'fake-indexeddb/auto';
import { beforeEach, expect, test } from 'vitest';
import { forgetVersions } from './copies';
import type { Prefs } from './testing/model-server';
import { card, desk, edit, phone, server, sync, twoDevices } from './testing/two-devices';

beforeEach(twoDevices);

test('after a restore no version is known: an edit merges with what the server has then', async () => {
  await forgetVersions(phone.store);
  await edit(desk, { b: 2 });
  await sync(desk);
  await edit(phone, { a: 1 });
  await sync(phone);
  expect(await phone.queued()).toEqual([]);
  expect(server.notes.get('n1')).toMatchObject({ a: 1, b: 2 });
});

test('a first form changes only what the person touched of what was shown before any was read', async () => {
  const form = { eventType: 'prefs.submitted', objectKind: 'prefs', objectId: 'me' };
  await desk.write({ ...form, data: { theme: '', unit: 'lb' } });
  await sync(desk);
  const shown: Prefs = { version: 0, theme: '', unit: 'kg' };
  await phone.write({ ...form, data: { theme: 'dark', unit: 'kg' }, shown });
  await sync(phone);
  expect(await card(phone)).toEqual({ id: '', conflicts: [] });
  expect(server.prefs).toEqual({ version: 2, theme: 'dark', unit: 'lb' });
});
