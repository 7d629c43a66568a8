import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/shared/lib/use-format';
import { useKeptOfGone } from '@/sync/bring-back';
import { useKeptOfStanding } from '@/sync/kept-of-standing';
import { keptParts } from './kept-parts';

/** How many versions that were not taken are on this device, and only there; of what stands, each part is one. */
export function useKeptCount(): number {
  const { t } = useTranslation();
  const format = useFormat();
  const standing = useKeptOfStanding();
  const gone = useKeptOfGone();
  const [parts, setParts] = useState(0);
  useEffect(() => {
    let over = false;
    Promise.all(standing.map(({ kind, kept, now }) => keptParts(kind, kept, now, format, t))).then(
      (found) => !over && setParts(found.flat().length),
    );
    return () => {
      over = true;
    };
  }, [standing, format, t]);
  return parts + gone.length;
}
