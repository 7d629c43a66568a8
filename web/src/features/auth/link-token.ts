import { ApiProblem } from '@/sync/problem';

/** A phone may reload a page at any moment: until it is spent, the token outlives that, in this tab alone. */
const kept = () => `link:${window.location.pathname}`;

/** The token of a mailed link. It stands after the #, so no server or proxy ever logs it, and leaves the address at once. */
export function takeLinkToken(): string | null {
  const found = new URLSearchParams(window.location.hash.slice(1)).get('token');
  if (!found) return readKept();
  window.history.replaceState(window.history.state, '', window.location.pathname);
  try {
    sessionStorage.setItem(kept(), found);
  } catch {
    // No room, or none allowed: the token lasts as long as the page.
  }
  return found;
}

/** Asks with the token; once it was used, now or earlier, it is forgotten. */
export async function spendLinkToken<T>(ask: () => Promise<T>): Promise<T> {
  try {
    const answer = await ask();
    forget();
    return answer;
  } catch (error) {
    if (error instanceof ApiProblem && error.code === 'token_invalid') forget();
    throw error;
  }
}

function readKept(): string | null {
  try {
    return sessionStorage.getItem(kept());
  } catch {
    return null;
  }
}

function forget(): void {
  try {
    sessionStorage.removeItem(kept());
  } catch {
    // It was never kept.
  }
}
