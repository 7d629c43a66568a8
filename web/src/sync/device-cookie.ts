// A mark outside the database that somebody signed in here: cookies survive when a browser clears its databases.

const NAME = 'taper_device';
const MAX_AGE_S = 60 * 24 * 3600;

export const wasSignedIn = (): boolean => new RegExp(`(^|; )${NAME}=1`).test(globalThis.document?.cookie ?? '');

export function markDevice(signedIn: boolean): void {
  if (typeof document === 'undefined') return;
  const secure = location.protocol === 'https:' ? '; secure' : '';
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser.
  document.cookie = `${NAME}=1; path=/; max-age=${signedIn ? MAX_AGE_S : 0}; samesite=strict${secure}`;
}
