import { createContext, useContext } from 'react';
import type { AppSettings } from '@/shared/api/contract';
import { defaultPreferences } from './default-preferences';

export const PreferencesContext = createContext<AppSettings>(defaultPreferences('en', false));

/** How this athlete wants weights, dates and clocks written. */
export function usePreferences(): AppSettings {
  return useContext(PreferencesContext);
}
