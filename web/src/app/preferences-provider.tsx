import { useEffect, useMemo } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import type { AppSettings, AppSettingsView } from '@/shared/api/contract';
import { changeLanguage } from '@/shared/i18n/language';
import { PreferencesContext } from '@/shared/lib/preferences';
import { useObject } from '@/sync/objects';
import { useSession } from '@/sync/session';
import { applyTheme, devicePreferences, rememberChosen, rememberedPreferences } from './device-preferences';

const NOTHING: AppSettings = {};

/**
 * What the athlete chose, once it is known, and for the rest what this device says; until then, and with nobody signed in,
 * what was shown here last.
 */
export function PreferencesProvider({ children }: { children: React.ReactNode }) {
  const { status } = useSession();
  const { value, fetchedAt } = useObject<AppSettingsView>('app_settings', 'me');
  // That nothing was chosen is known as well, once the server was asked.
  const known = value?.app_settings ?? (fetchedAt ? NOTHING : undefined);
  const chosen = status === 'signed-out' ? undefined : known;
  const preferences = useMemo(
    () => (chosen ? { ...devicePreferences(), ...chosen } : rememberedPreferences()),
    [chosen],
  );
  useEffect(() => {
    if (chosen) rememberChosen(chosen);
  }, [chosen]);
  useEffect(() => {
    applyTheme(preferences.theme);
    void changeLanguage(preferences.locale);
  }, [preferences]);
  return (
    <PreferencesContext value={preferences}>
      <I18nProvider locale={preferences.locale === 'de' ? 'de-DE' : 'en-GB'}>{children}</I18nProvider>
    </PreferencesContext>
  );
}
