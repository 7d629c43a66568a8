import { expect, test } from 'vitest';
import { localPath } from './local-path';

test('a path of this app is kept whole', () => {
  expect(localPath('/plan?plan=p1#week')).toBe('/plan?plan=p1#week');
});

test.each([
  undefined,
  '',
  'plan',
  '//evil.example/plan',
  '/\\evil.example',
  '/\t/evil.example',
  'https://evil.example',
  'javascript:alert(1)',
])('%j leads nowhere but home', (next) => {
  expect(localPath(next)).toBe('/');
});
