import type { TFunction } from 'i18next';

/** What a queued write is called by the person who made it; one of another build may have no name here. */
export function eventName(eventType: string, t: TFunction): string {
  const named = `queue.events.${eventType.replaceAll('.', '_')}` as 'queue.events.other';
  return t([named, 'queue.events.other']);
}
