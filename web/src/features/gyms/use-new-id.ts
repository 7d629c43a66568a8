import { useState } from 'react';
import { newId } from '@/shared/lib/ids';
import { useDrafts } from '@/sync/drafts';

/** Under which id something new is made: what was begun and not finished is gone on with. */
export function useNewId(draftKind: string): string {
  // Made when the page opens, so that a second tap begins the same thing.
  const [minted] = useState(newId);
  const [begun] = useDrafts<unknown>(draftKind);
  return begun?.id ?? minted;
}
