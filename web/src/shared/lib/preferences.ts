import { createContext, useContext } from 'react';
import { defaultPreferences, type Preferences } from './default-preferences';

export const PreferencesContext = createContext<Preferences>(defaultPreferences('en', false));

/** How this athlete wants weights, dates and clocks written. */
export function usePreferences(): Preferences {
  return useContext(PreferencesContext);
}
