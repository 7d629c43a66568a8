import { afterEach, expect, test, vi } from 'vitest';
import { needsInstall } from './needs-install';

const MAC = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1';
const IPHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';
const PIXEL = 'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile';

afterEach(() => vi.unstubAllGlobals());

test.each([
  ['an iPhone', IPHONE, 5, false, true],
  ['an iPad, which says that it is a Macintosh', MAC, 5, false, true],
  ['an iPad with the app on its home screen', MAC, 5, true, false],
  ['a Mac', MAC, 0, false, false],
  ['another phone', PIXEL, 5, false, false],
])('%s', (_, userAgent, maxTouchPoints, standalone, needs) => {
  vi.stubGlobal('navigator', { userAgent, maxTouchPoints });
  vi.stubGlobal('window', { matchMedia: () => ({ matches: standalone }) });
  expect(needsInstall()).toBe(needs);
});
