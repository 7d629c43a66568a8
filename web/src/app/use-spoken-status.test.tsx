// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { useSpokenStatus } from './use-spoken-status';

let root: Root;
let spoken: string;
function Pill({ text, refused }: { text: string; refused: number }) {
  spoken = useSpokenStatus(text, refused);
  return null;
}
const shows = (text: string, refused = 0) => act(async () => root.render(<Pill text={text} refused={refused} />));
const passes = (ms: number) => act(async () => vi.advanceTimersByTime(ms));

beforeEach(async () => {
  (globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;
  vi.useFakeTimers();
  root = createRoot(document.createElement('div'));
  await shows('Synced');
});
afterEach(() => {
  act(() => root.unmount());
  vi.useRealTimers();
});

test('nothing is said at the start, and then at most every ten seconds', async () => {
  expect(spoken).toBe('');
  await shows('1 to send');
  expect(spoken).toBe('');
  await passes(10_000);
  expect(spoken).toBe('1 to send');
});

test('a refusal is said at once', async () => {
  await shows('Needs attention · 1', 1);
  expect(spoken).toBe('Needs attention · 1');
});

test('what is not so any more is not there to be read beside what is', async () => {
  await passes(10_000);
  await shows('1 to send');
  expect(spoken).toBe('1 to send');
  await shows('Synced');
  expect(spoken).toBe('');
  await passes(10_000);
  expect(spoken).toBe('Synced');
});
