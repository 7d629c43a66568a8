import { useTranslation } from 'react-i18next';
import { ObjectNotices } from '@/features/conflict/object-notices';
import type { AppSettings } from '@/shared/api/contract';
import { announce } from '@/shared/design/announcer';
import { Card } from '@/shared/design/card';
import { Page } from '@/shared/design/page';
import { Segmented } from '@/shared/design/segmented';
import { toDay } from '@/shared/lib/dates';
import { usePreferences } from '@/shared/lib/preferences';
import { useFormat } from '@/shared/lib/use-format';
import { now } from '@/sync/clock';
import { changeAppSettings } from './change-app-settings';
import { KeptAppSettings } from './kept-app-settings';
import { useAppSettings } from './use-app-settings';

/** Nobody chose: each device by its own language, and by its own clock. */
const AS_DEVICE = 'device';

export function AppSettingsPage() {
  const { t } = useTranslation();
  const read = useAppSettings();
  const { view } = read;
  const preferences = { ...usePreferences(), ...view.app_settings };
  const change = (part: AppSettings) =>
    changeAppSettings(view, part).catch(() => announce(t('common.storage.failed'), { tone: 'error' }));
  return (
    <Page title={t('settings.title')} lead={t('settings.lead')}>
      <ObjectNotices kind="app_settings" read={read} />
      <div className="flex flex-col gap-6">
        <Segmented
          full
          presumed
          label={t('settings.units')}
          value={preferences.units}
          onChange={(units) => change({ units })}
          options={[
            { value: 'kg', label: 'kg' },
            { value: 'lb', label: 'lb' },
          ]}
        />
        <Segmented
          full
          label={t('settings.locale')}
          value={view.app_settings.locale ?? AS_DEVICE}
          onChange={(locale) => change({ locale: locale === AS_DEVICE ? undefined : locale })}
          options={[
            { value: AS_DEVICE, label: t('settings.system') },
            { value: 'en', label: t('settings.english') },
            { value: 'de', label: t('settings.german') },
          ]}
        />
        <Segmented
          full
          presumed
          label={t('settings.theme')}
          value={preferences.theme}
          onChange={(theme) => change({ theme })}
          options={[
            { value: 'system', label: t('settings.system') },
            { value: 'light', label: t('settings.light') },
            { value: 'dark', label: t('settings.dark') },
          ]}
        />
        <Segmented
          full
          label={t('settings.clock')}
          value={view.app_settings.clock ?? AS_DEVICE}
          onChange={(clock) => change({ clock: clock === AS_DEVICE ? undefined : clock })}
          options={[
            { value: AS_DEVICE, label: t('settings.system') },
            { value: '24h', label: t('settings.clock24') },
            { value: '12h', label: t('settings.clock12') },
          ]}
        />
        <Segmented
          full
          presumed
          label={t('settings.tokenStorage')}
          hint={t('settings.tokenHint')}
          value={preferences.token_storage}
          onChange={(token_storage) => change({ token_storage })}
          options={[
            { value: 'cookie', label: t('settings.cookie') },
            { value: 'local_storage', label: t('settings.localStorage') },
          ]}
        />
        <Preview />
        <KeptAppSettings view={view} />
      </div>
    </Page>
  );
}

/** The settings at work: a weight, a day, a time. */
function Preview() {
  const { t } = useTranslation();
  const format = useFormat();
  const instant = now();
  return (
    <Card>
      <p className="text-13 text-mute">{t('settings.preview')}</p>
      <p className="mt-3 flex flex-wrap items-baseline gap-x-4 gap-y-2">
        <span className="num text-46">{format.weightNumber({ value: 182.5, unit: 'kg' })}</span>
        <span className="-ml-2.5 text-mute">{format.unit}</span>
        <span>{format.day(toDay(instant))}</span>
        <span className="text-mute">{format.time(instant)}</span>
      </p>
    </Card>
  );
}
