// @vitest-environment happy-dom
import { afterEach, expect, test } from 'vitest';
import { defaultPreferences } from '@/shared/lib/default-preferences';
import { PreferencesContext } from '@/shared/lib/preferences';
import { type Shown, showPage } from '@/shared/testing/show-page';
import { SectionWeek } from './section-week';

let page: Shown;
afterEach(() => page.leave());

test('a step of weight is written as the language writes numbers', async () => {
  page = await showPage(
    () => (
      <PreferencesContext value={defaultPreferences('de', false)}>
        <SectionWeek draft={{}} set={() => {}} findings={{}} hasPasscode={false} />
      </PreferencesContext>
    ),
    '/onboarding',
    'de',
  );
  expect(page.text()).toContain('2,5 kg');
  expect(page.text()).not.toContain('2.5 kg');
});
