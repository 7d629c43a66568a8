/** Before a flight begins the last warm-up is over by this long, and each one before it by this much more. Minutes. */
export const LAST_BEFORE = 6;
export const BETWEEN = 4;
const DAY = 24 * 60;

/** When to lift each of so many warm-ups, "HH:MM", counted back from the beginning of the flight. */
export function warmUpTimes(flight: string, count: number): string[] {
  const [hours = 0, minutes = 0] = flight.split(':').map(Number);
  return Array.from({ length: count }, (_, at) => {
    const before = LAST_BEFORE + (count - 1 - at) * BETWEEN;
    const time = (hours * 60 + minutes - before + DAY) % DAY;
    return `${String(Math.floor(time / 60)).padStart(2, '0')}:${String(time % 60).padStart(2, '0')}`;
  });
}
