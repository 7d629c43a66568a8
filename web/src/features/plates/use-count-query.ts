import { useEffect } from 'react';
import type { MachineType, Weight } from '@/shared/api/contract';
import { newId } from '@/shared/lib/ids';
import { enqueue } from '@/sync/outbox';

/** What stands so long was meant, and not on the way to something else. */
const MEANT_AFTER_MS = 3000;

/** Tells the server what was worked out, if the person lets it; it is counted there, and kept for nobody. */
export function useCountQuery(allowed: boolean, machine: MachineType | undefined, target: Weight | undefined): void {
  const [value, unit] = [target?.value, target?.unit];
  useEffect(() => {
    if (!allowed || !machine || value === undefined || !unit) return;
    const timer = setTimeout(() => {
      enqueue({
        eventType: 'tools.platecalc.query',
        data: { machine, target: value, unit },
        objectKind: 'platecalc_query',
        objectId: newId(),
        // A figure that is not kept is missed by nobody.
      }).catch(() => {});
    }, MEANT_AFTER_MS);
    return () => clearTimeout(timer);
  }, [allowed, machine, value, unit]);
}
