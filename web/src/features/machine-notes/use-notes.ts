import type { MachineNote } from '@/shared/api/contract';
import { useObjects } from '@/sync/objects';

/** The athlete's own notes on machines. */
export function useNotes() {
  return useObjects<MachineNote>('machine_note');
}
