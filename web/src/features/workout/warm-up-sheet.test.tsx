// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest';
import type { Unit } from '@/shared/api/contract';
import { defaultPreferences } from '@/shared/lib/default-preferences';
import { PreferencesContext } from '@/shared/lib/preferences';
import { type Shown, showPage } from '@/shared/testing/show-page';
import { usualGym } from '@/shared/training/usual-gym';
import { WarmUpSheet } from './warm-up-sheet';

const gym = usualGym('kg');
vi.mock('@/features/plates/use-loading', () => ({ usePlace: () => ({ gym, machine: gym.machines[0] }) }));

let page: Shown;
afterEach(() => page.leave());

test.each([
  [
    'kg',
    100,
    ['20× 8Only the bar', '40× 510', '55× 415 · 2.5', '70× 325', '82.5× 225 · 5 · 1.25', '92.5× 125 · 10 · 1.25'],
  ],
  ['lb', 135, ['44.1× 8Only the bar', '55.1× 52.5 kg', '71.7× 45 kg · 1.25 kg']],
] as const)(
  'an athlete who counts in %s reads the weight that is loaded, and plates by their mark',
  async (units, target, says) => {
    const preferences = { ...defaultPreferences('en', false), units: units as Unit };
    page = await showPage(
      () => (
        <PreferencesContext value={preferences}>
          <WarmUpSheet target={target} isOpen onClose={() => {}} />
        </PreferencesContext>
      ),
      '/',
    );
    const rows = [...document.querySelectorAll('ol li')].map((row) => row.textContent?.replaceAll('\u00a0', ' '));
    expect(rows.slice(0, says.length)).toEqual(says);
  },
);
