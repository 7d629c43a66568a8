import { useState } from 'react';
import { takeLinkToken } from './link-token';

/** The token of the mailed link that led here, until it is spent. */
export function useLinkToken(): string | null {
  const [token] = useState(takeLinkToken);
  return token;
}
