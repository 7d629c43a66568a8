import { useCallback } from 'react';
import type { Weight } from '@/shared/api/contract';
import { useDraft } from '@/sync/drafts';

export interface ToolsChoice {
  /** Where this device is: a gym of the athlete's, if it is still there. */
  gymId?: string;
  machineId?: string;
  /** What was last worked out. */
  target?: Weight;
  /** What is worked out here may be counted. */
  counted?: boolean;
}

const NOTHING: ToolsChoice = {};

/** What was last chosen on this device, for the calculator and for the bar in the workout. */
export function useToolsChoice() {
  const [choice, setChoice, { loaded }] = useDraft<ToolsChoice>('tools', 'plates', NOTHING);
  const set = useCallback((part: Partial<ToolsChoice>) => setChoice((old) => ({ ...old, ...part })), [setChoice]);
  return { choice, set, loaded };
}
