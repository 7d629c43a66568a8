import type { AppSettings } from '@/shared/api/contract';
import { defaultPreferences } from '@/shared/lib/default-preferences';

/** The look of the last start on this device, so that the first paint is right before anything is read. No secret in it. */
const KEY = 'taper.look';

export function rememberedPreferences(): AppSettings {
  const hour12 = Intl.DateTimeFormat(undefined, { hour: 'numeric' }).resolvedOptions().hour12 ?? false;
  const defaults = defaultPreferences(navigator.language, hour12);
  try {
    return { ...defaults, ...(JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<AppSettings>) };
  } catch {
    return defaults;
  }
}

export function rememberPreferences(preferences: AppSettings): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(preferences));
  } catch {
    // A full or forbidden storage costs a flash of the wrong colour at the next start, nothing else.
  }
}

export function applyTheme(theme: AppSettings['theme']): void {
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}
