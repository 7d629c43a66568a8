import type { AppSettings } from '@/shared/api/contract';

/** What holds before anybody has chosen: the system's theme, the browser's language and clock. */
export function defaultPreferences(language: string, hour12: boolean): AppSettings {
  return {
    units: 'kg',
    locale: language.toLowerCase().startsWith('de') ? 'de' : 'en',
    theme: 'system',
    clock: hour12 ? '12h' : '24h',
    token_storage: 'cookie',
  };
}
