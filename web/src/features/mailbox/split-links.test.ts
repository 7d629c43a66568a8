import { expect, test } from 'vitest';
import { splitLinks } from './split-links';

test('addresses become links, the full stop stays with the sentence', () => {
  expect(splitLinks('Open http://localhost:8080/verify#token=a-b_c.\nBye')).toEqual([
    { text: 'Open ' },
    { text: 'http://localhost:8080/verify#token=a-b_c', href: 'http://localhost:8080/verify#token=a-b_c' },
    { text: '.\nBye' },
  ]);
});

test('only web addresses are links', () => {
  expect(splitLinks('javascript:alert(1)')).toEqual([{ text: 'javascript:alert(1)' }]);
});
