import type { AppSettings, AppSettingsView } from '@/shared/api/contract';

interface Intent {
  eventType: string;
  data: Record<string, unknown>;
}

export function applyQueuedAppSettings(standing: AppSettingsView | null, intent: Intent): AppSettingsView | null {
  if (intent.eventType !== 'user.app_settings.submitted') return standing;
  return {
    version: standing?.version ?? 0,
    app_settings: intent.data as unknown as AppSettings,
    updated_at: standing?.updated_at,
  };
}
