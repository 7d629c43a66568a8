// @vitest-environment happy-dom
import { afterEach, expect, test } from 'vitest';
import type { DeviceSession } from '@/shared/api/contract';
import type { Language } from '@/shared/i18n/language';
import { type Shown, showPage } from '@/shared/testing/show-page';
import { SessionRow } from './session-row';

let page: Shown;
afterEach(() => page.leave());

async function show(device: string, language: Language) {
  const session = { device, current: true } as unknown as DeviceSession;
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
