import { useTranslation } from 'react-i18next';
import { KeptVersions } from '@/features/conflict/kept-versions';
import { settingsFacts } from '@/features/conflict/settings-words';
import type { SettingsView } from '@/shared/api/contract';
import { announce } from '@/shared/design/announcer';
import { useFormat } from '@/shared/lib/use-format';
import { takeSettings } from './submit-settings';

/** Answers about the training that were not taken, to come back to. */
export function KeptSettings({ now }: { now: SettingsView }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <KeptVersions<SettingsView>
      kind="settings"
      id="me"
      now={now}
      bodyOf={(value) => value.settings}
      factsOf={(value, other) => settingsFacts(value.settings, other.settings, format, t)}
      warning={t('queue.kept.trainingContent')}
      onTake={(value) => takeSettings(now, value).then(() => announce(t('queue.kept.taken')))}
    />
  );
}
