import { RouterProvider } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { AppSettings } from '@/shared/api/contract';
import { Announcer } from '@/shared/design/announcer';
import { startSync } from '@/sync/start';
import { PreferencesProvider } from './preferences-provider';
import { router } from './router';
import { UpdatePrompt } from './update-prompt';

export function App({ remembered }: { remembered: AppSettings }) {
  useEffect(() => {
    void startSync();
  }, []);
  return (
    <PreferencesProvider remembered={remembered}>
      <RouterProvider router={router} />
      <UpdatePrompt />
      <Announcer />
    </PreferencesProvider>
  );
}
