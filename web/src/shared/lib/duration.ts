/** "1:52", "31:42", "1:05:09". */
export function formatClock(totalSeconds: number): string {
  const seconds = Math.max(0, Math.floor(totalSeconds));
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const tail = String(seconds % 60).padStart(2, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${tail}` : `${minutes}:${tail}`;
}

/** Where a rest stands. The end is a point in time, so a phone that slept comes back to the truth. */
export function restState(endsAtMs: number, totalSeconds: number, nowMs: number) {
  const left = (endsAtMs - nowMs) / 1000;
  const over = left < 0;
  return {
    over,
    /** Counting down, a started second still counts; over, only whole seconds do. */
    seconds: over ? Math.floor(-left) : Math.min(totalSeconds, Math.ceil(left)),
    fraction: totalSeconds > 0 ? Math.min(1, Math.max(0, left / totalSeconds)) : 0,
  };
}
