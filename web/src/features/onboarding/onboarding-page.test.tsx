// @vitest-environment happy-dom
import { useState } from 'react';
import { afterEach, expect, test, vi } from 'vitest';
import { type Shown, showPage } from '@/shared/testing/show-page';
import { OnboardingPage } from './onboarding-page';
import type { SettingsDraft } from './settings-form';
import { submitSettings } from './submit-settings';

const filled: SettingsDraft = { weight: { value: 82.5, unit: 'kg' }, training_days_per_week: 4 };
vi.mock('./use-settings', () => ({ useSettings: () => ({ value: null, loaded: true, fetchedAt: new Date() }) }));
vi.mock('./use-settings-draft', () => ({
  useSettingsDraft: () => {
    const [draft, setDraft] = useState(filled);
    return { draft, setDraft, loaded: true };
  },
}));
vi.mock('./submit-settings', () => ({ submitSettings: vi.fn() }));

let page: Shown;
afterEach(() => page.leave());

test('a height that is no number is not left out in silence: finishing waits for it', async () => {
  page = await showPage(OnboardingPage, '/onboarding');
  await page.type('Height', '1e3');
  await page.press('Finish now, the rest later');
  expect(submitSettings).not.toHaveBeenCalled();
  expect((document.activeElement as HTMLInputElement).value).toBe('1e3');
  await page.type('Height', '183');
  await page.press('Finish now, the rest later');
  expect(submitSettings).toHaveBeenCalledExactlyOnceWith({ ...filled, height: 183 });
});
