import { bringBack, type KeptOfGone } from '@/sync/bring-back';

/** As a new one: what is deleted stays deleted. */
export async function bringBackKept(kept: KeptOfGone): Promise<void> {
  await bringBack(kept);
}
