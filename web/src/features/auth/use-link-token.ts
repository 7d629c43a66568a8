import { useState } from 'react';

/** The token of a mailed link stands after the #, so no server or proxy ever logs it; it is taken out of the address at once. */
export function useLinkToken(): string | null {
  const [token] = useState(() => {
    const found = new URLSearchParams(window.location.hash.slice(1)).get('token');
    if (found) window.history.replaceState(window.history.state, '', window.location.pathname);
    return found;
  });
  return token;
}
