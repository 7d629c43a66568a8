import type { Settings, SettingsView } from '@/shared/api/contract';

interface Intent {
  eventType: string;
  data: Record<string, unknown>;
}

/** The settings as they will stand once the queued form has arrived. The passcode is never read back. */
export function applyQueuedSettings(standing: SettingsView | null, intent: Intent): SettingsView | null {
  if (intent.eventType !== 'user.settings.submitted') return standing;
  const { passcode, ...settings } = intent.data as unknown as Settings;
  return {
    settings_id: standing?.settings_id ?? '',
    version: standing?.version ?? 0,
    settings,
    has_passcode: Boolean(passcode) || (standing?.has_passcode ?? false),
    updated_at: standing?.updated_at,
  };
}
