// @vitest-environment happy-dom
import { afterEach, expect, test } from 'vitest';
import type { DeviceSession } from '@/shared/api/contract';
import type { Language } from '@/shared/i18n/texts';
import { type Shown, showPage } from '@/shared/testing/show-page';
import { SessionRow } from './session-row';

let page: Shown;
afterEach(() => page.leave());

async function show(device: string, language: Language) {
  const session = { device, current: true, created_at: '2026-11-21T10:00:00Z' } as unknown as DeviceSession;
  page = await showPage(() => <SessionRow session={session} onRevoke={() => {}} isRevoking={false} />, '/', language);
}

test.each([
  ['de', 'Chrome on Linux', 'Chrome auf Linux'],
  ['en', 'Safari on iPhone', 'Safari on iPhone'],
  ['de', 'Firefox', 'Firefox'],
  ['de', 'Made on Monday', 'Made on Monday'],
  ['de', '', 'Unbekanntes Gerät'],
] as const)('in %s the device %s is called %s', async (language, device, name) => {
  await show(device, language);
  expect(page.text()).toContain(name);
});

test.each([
  [true, /This device.*Signed in/, /Last seen|Sign out there/],
  [false, /Signed in.*Last seen.*Sign out there/, /This device/],
])('devices of one name are told apart by when they signed in (this one: %s)', async (current, says, not) => {
  const session = {
    device: 'Chrome on Linux',
    current,
    created_at: '2026-11-21T10:00:00Z',
    last_seen_at: '2026-11-22T01:00:00Z',
  } as unknown as DeviceSession;
  page = await showPage(() => <SessionRow session={session} onRevoke={() => {}} isRevoking={false} />, '/');
  expect(page.text()).toMatch(says);
  expect(page.text()).not.toMatch(not);
});
