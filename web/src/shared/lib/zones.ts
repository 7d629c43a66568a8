/** The place that a time zone is named after: "Europe/Oslo" → "Oslo". */
export const cityOf = (timeZone: string): string => (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' ');

/** The zone that this device is in. */
export const hereZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** All that this browser knows, with the ones given in any case. */
export function allZones(...known: string[]): string[] {
  const all = typeof Intl.supportedValuesOf === 'function' ? Intl.supportedValuesOf('timeZone') : [];
  return [...new Set([...known, 'UTC', ...all])].sort();
}
