import type { AppSettings } from '@/shared/api/contract';

/** How everything is shown: what was chosen, and for the rest what the device says. */
export type Preferences = Required<AppSettings>;

/** What holds where nobody has chosen: the system's theme, the browser's language and clock. */
export function defaultPreferences(language: string, hour12: boolean): Preferences {
  return {
    units: 'kg',
    locale: language.toLowerCase().startsWith('de') ? 'de' : 'en',
    theme: 'system',
    clock: hour12 ? '12h' : '24h',
    token_storage: 'cookie',
  };
}
