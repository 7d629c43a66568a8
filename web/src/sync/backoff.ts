// How long to wait before the next try.

const DELAYS_S = [2, 4, 8, 16, 32, 60];
export const MAX_DELAY_MS = 60_000;
/** From this failed try on, the queue page offers "retry now". */
export const OFFER_RETRY_FROM = 5;
/** How long the stream may take before the row it should answer is asked about. */
export const ASK_AFTER_MS = 10_000;
/** From here on a pending row is shown as delayed. */
export const DELAYED_AFTER_MS = 60_000;

/** Milliseconds after the `failures`-th failure in a row (1 is the first), or what the server asked for, at most 60 s. */
export function delayAfter(failures: number, retryAfterMs = 0): number {
  const seconds = DELAYS_S[Math.min(Math.max(failures, 1), DELAYS_S.length) - 1] ?? 60;
  return Math.min(Math.max(seconds * 1000, retryAfterMs), MAX_DELAY_MS);
}

/** Milliseconds of a Retry-After header: seconds or a date; 0 when there is none. */
export function retryAfterMs(header: string | null, nowMs: number): number {
  if (header === null) return 0;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const at = Date.parse(header);
  return Number.isNaN(at) ? 0 : Math.max(0, at - nowMs);
}

/** No wait is longer than this, so a time further away was stamped by a clock that has since been corrected. */
export const isDue = (at: number, nowMs: number): boolean => at <= nowMs || at > nowMs + 2 * MAX_DELAY_MS;
