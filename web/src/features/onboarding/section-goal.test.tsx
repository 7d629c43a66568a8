// @vitest-environment happy-dom
import { afterEach, expect, test } from 'vitest';
import { type Shown, showPage } from '@/shared/testing/show-page';
import { SectionGoal } from './section-goal';
import type { SettingsDraft } from './settings-form';

let page: Shown;
afterEach(() => page.leave());
const units = () =>
  [...document.querySelectorAll('button')].map((button) => button.textContent).filter((text) => /^(kg|lb)$/.test(text));

test.each<[string, SettingsDraft, string[]]>([
  ['the body weight', { weight: { value: 190, unit: 'lb' } }, ['lb', 'lb', 'lb']],
  [
    'itself, once said',
    { weight: { value: 190, unit: 'lb' }, squat_goal: { value: 200, unit: 'kg' } },
    ['kg', 'lb', 'lb'],
  ],
  ['the settings', {}, ['kg', 'kg', 'kg']],
])('a goal is asked for in the unit of %s', async (_, draft, said) => {
  page = await showPage(
    () => <SectionGoal draft={draft} set={() => {}} findings={{}} hasPasscode={false} />,
    '/onboarding',
  );
  expect(units()).toEqual(said);
});
