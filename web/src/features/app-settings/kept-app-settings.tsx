import { useTranslation } from 'react-i18next';
import { KeptVersions } from '@/features/conflict/kept-versions';
import { settingsFacts } from '@/features/conflict/settings-words';
import type { AppSettings, AppSettingsView } from '@/shared/api/contract';
import { announce } from '@/shared/design/announcer';
import { useFormat } from '@/shared/lib/use-format';
import { takeAppSettings } from './change-app-settings';

/** Colours by the device are what nobody has to choose. */
const effectOf = ({ theme, ...rest }: AppSettings): AppSettings => (theme === 'system' ? rest : { ...rest, theme });

/** Settings that were not taken, to come back to. */
export function KeptAppSettings({ view }: { view: AppSettingsView }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <KeptVersions<AppSettingsView>
      kind="app_settings"
      id="me"
      now={view}
      bodyOf={({ app_settings }) => effectOf(app_settings)}
      factsOf={(value, other) => settingsFacts(effectOf(value.app_settings), effectOf(other.app_settings), format, t)}
      warning={t('queue.kept.settingsContent')}
      onTake={(value) => takeAppSettings(view, value.app_settings).then(() => announce(t('queue.kept.taken')))}
    />
  );
}
