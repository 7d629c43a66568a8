import { useEffect } from 'react';
import { I18nProvider } from 'react-aria-components/I18nProvider';
import type { AppSettings, AppSettingsView } from '@/shared/api/contract';
import { changeLanguage } from '@/shared/i18n/language';
import { PreferencesContext } from '@/shared/lib/preferences';
import { useObject } from '@/sync/objects';
import { useSession } from '@/sync/session';
import { applyTheme, rememberPreferences } from './device-preferences';

/** The athlete's own settings once they are known; until then those of the last start on this device. */
export function PreferencesProvider({ remembered, children }: { remembered: AppSettings; children: React.ReactNode }) {
  const { status } = useSession();
  const stored = useObject<AppSettingsView>('app_settings', 'me').value?.app_settings;
  const preferences = status === 'signed-out' || !stored ? remembered : stored;
  useEffect(() => {
    applyTheme(preferences.theme);
    rememberPreferences(preferences);
    void changeLanguage(preferences.locale);
  }, [preferences]);
  return (
    <PreferencesContext value={preferences}>
      <I18nProvider locale={preferences.locale === 'de' ? 'de-DE' : 'en-GB'}>{children}</I18nProvider>
    </PreferencesContext>
  );
}
