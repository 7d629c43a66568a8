import { useTranslation } from 'react-i18next';
import { KeptVersions } from '@/features/conflict/kept-versions';
import { settingsFacts } from '@/features/conflict/settings-words';
import type { AppSettingsView } from '@/shared/api/contract';
import { announce } from '@/shared/design/announcer';
import { useFormat } from '@/shared/lib/use-format';
import { changeAppSettings } from './change-app-settings';

/** Settings that were not taken, to come back to. */
export function KeptAppSettings({ view }: { view: AppSettingsView }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <KeptVersions<AppSettingsView>
      kind="app_settings"
      id="me"
      now={view}
      bodyOf={(value) => value.app_settings}
      factsOf={(value, other) =>
        settingsFacts({ ...other.app_settings, ...value.app_settings }, other.app_settings, format, t)
      }
      warning={t('queue.kept.settingsContent')}
      onTake={(value) => changeAppSettings(view, value.app_settings).then(() => announce(t('queue.kept.taken')))}
    />
  );
}
