import { useEffect, useRef } from 'react';
import type { AppSettings } from '@/shared/api/contract';
import { usePreferences } from '@/shared/lib/preferences';
import { enqueue } from '@/sync/outbox';

/** Settings are small and whole: a later change makes an unsent earlier one needless, and holds it. */
export function useChangeAppSettings(): (part: Partial<AppSettings>) => Promise<void> {
  const known = usePreferences();
  /** What was chosen here and is not in what is known yet. */
  const chosen = useRef<Partial<AppSettings>>({});
  useEffect(() => {
    const open = Object.entries(chosen.current).filter(([name, value]) => known[name as keyof AppSettings] !== value);
    chosen.current = Object.fromEntries(open);
  }, [known]);
  return async (part) => {
    chosen.current = { ...chosen.current, ...part };
    await enqueue({
      eventType: 'user.app_settings.submitted',
      data: { ...known, ...chosen.current },
      objectKind: 'app_settings',
      objectId: 'me',
      collapse: true,
    });
  };
}
