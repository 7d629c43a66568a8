import type { AppSettings } from '@/shared/api/contract';
import { defaultPreferences, type Preferences } from '@/shared/lib/default-preferences';

/** What was chosen by whoever was here last, so that the first paint is right before anything is read. No secret in it. */
const KEY = 'taper.look';

export function devicePreferences(): Preferences {
  const hour12 = Intl.DateTimeFormat(undefined, { hour: 'numeric' }).resolvedOptions().hour12 ?? false;
  return defaultPreferences(navigator.language, hour12);
}

export function rememberedPreferences(): Preferences {
  const device = devicePreferences();
  try {
    return { ...device, ...(JSON.parse(localStorage.getItem(KEY) ?? '{}') as AppSettings) };
  } catch {
    return device;
  }
}

export function rememberChosen(chosen: AppSettings): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(chosen));
  } catch {
    // A full or forbidden storage costs a flash of the wrong colour at the next start, nothing else.
  }
}

export function applyTheme(theme: Preferences['theme']): void {
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}
