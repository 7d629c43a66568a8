import { expect, test } from 'vitest';
import { findingOf } from './use-new-plan';

const today = '2026-11-21';

test.each([
  ['2026-11-21', '2027-01-09', null],
  ['2026-11-01', '2026-11-21', null],
  ['2026-09-01', '2026-11-20', 'over'],
  ['2026-11-21', '2026-11-21', 'tooSoon'],
  ['2026-11-21', '2099-01-09', 'tooFar'],
])('a plan from %s to %s: %s', (start, compDate, finding) => {
  expect(findingOf({ start, compDate }, today)).toBe(finding);
});
