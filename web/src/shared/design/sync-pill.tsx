export type SyncTone = 'good' | 'waiting' | 'error';

const DOTS: Record<SyncTone, string> = { good: 'bg-green', waiting: 'bg-yellow', error: 'bg-red' };

/** What the pill in the corner shows; the link around it leads to the queue. */
export function SyncPillFace({ tone, text }: { tone: SyncTone; text: string }) {
  return (
    <span className="inline-flex min-h-8 items-center gap-2 rounded-full border border-line bg-s1 px-3 text-13 text-mute">
      <span aria-hidden="true" className={`size-2 rounded-full ${DOTS[tone]}`} />
      {text}
    </span>
  );
}
