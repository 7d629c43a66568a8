/** Calendar days as ISO text ("2026-11-21"): a training day has no hour and no time zone of its own. */
export type Day = string;

const DAY_MS = 86_400_000;

export function toDay(date: Date): Day {
  const month = String(date.getMonth() + 1).padStart(2, '0');
  return `${date.getFullYear()}-${month}-${String(date.getDate()).padStart(2, '0')}`;
}

const calendars = new Map<string, Intl.DateTimeFormat>();

/** The day that a place has at that instant; of a zone that this browser does not know, the device's. */
export function dayIn(timeZone: string, instant: Date): Day {
  try {
    const known = calendars.get(timeZone);
    // Sweden writes days as ISO does.
    const calendar = known ?? new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' });
    calendars.set(timeZone, calendar);
    return calendar.format(instant);
  } catch {
    return toDay(instant);
  }
}

/** Noon UTC, so that neither summer time nor a zone moves the day. */
function atNoon(day: Day): Date {
  return new Date(`${day}T12:00:00Z`);
}

export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(atNoon(text).getTime());
}

export function addDays(day: Day, count: number): Day {
  return new Date(atNoon(day).getTime() + count * DAY_MS).toISOString().slice(0, 10);
}

export function daysBetween(from: Day, to: Day): number {
  return Math.round((atNoon(to).getTime() - atNoon(from).getTime()) / DAY_MS);
}

/** 0 = Monday … 6 = Sunday. */
export function weekdayOf(day: Day): number {
  return (atNoon(day).getUTCDay() + 6) % 7;
}

export function mondayOf(day: Day): Day {
  return addDays(day, -weekdayOf(day));
}

/** Whole weeks from the week of `from` to the week of `to`. */
export function weeksBetween(from: Day, to: Day): number {
  return daysBetween(mondayOf(from), mondayOf(to)) / 7;
}

/** Whole weeks to a day, as the server counts `weeks_until_comp`: none in the last week and after it. */
export function weeksLeft(today: Day, day: Day): number {
  return Math.max(0, Math.floor(daysBetween(today, day) / 7));
}

type DayStyle = 'short' | 'long' | 'month' | 'weekday' | 'numeric';

const STYLES: Record<DayStyle, Intl.DateTimeFormatOptions> = {
  short: { weekday: 'short', day: 'numeric', month: 'short' },
  long: { weekday: 'short', day: 'numeric', month: 'long' },
  month: { month: 'long', year: 'numeric' },
  weekday: { weekday: 'short' },
  numeric: { day: 'numeric', month: 'short' },
};

/** From here on, a day and a month alone could be of another year. */
const FAR_DAYS = 330;

/** As people say it: "Sat 9 January"; far from today with its year. */
export function formatDay(day: Day, locale: string, style: DayStyle = 'long', today: Day = day): string {
  const far = Math.abs(daysBetween(today, day)) > FAR_DAYS && STYLES[style].day;
  const parts = { ...STYLES[style], ...(far && { year: 'numeric' as const }), timeZone: 'UTC' };
  const text = new Intl.DateTimeFormat(regional(locale), parts).format(atNoon(day));
  return text.replace(/^(\p{L}+)\.?,/u, '$1');
}

/** English here is written day first, as on the rest of the app. */
function regional(locale: string): string {
  return locale === 'en' ? 'en-GB' : locale;
}

export function formatTime(instant: Date, locale: string, hour12: boolean): string {
  return new Intl.DateTimeFormat(regional(locale), { hour: 'numeric', minute: '2-digit', hour12 }).format(instant);
}

export function formatInstant(instant: Date, locale: string, hour12: boolean): string {
  return `${formatDay(toDay(instant), locale, 'short')}, ${formatTime(instant, locale, hour12)}`;
}
