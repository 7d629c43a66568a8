import { RouterProvider } from '@tanstack/react-router';
import { useEffect } from 'react';
import { Announcer } from '@/shared/design/announcer';
import { startSync } from '@/sync/start';
import { PreferencesProvider } from './preferences-provider';
import { router } from './router';
import { UpdatePrompt } from './update-prompt';

export function App() {
  useEffect(() => {
    void startSync();
  }, []);
  return (
    <PreferencesProvider>
      <RouterProvider router={router} />
      <UpdatePrompt />
      <Announcer />
    </PreferencesProvider>
  );
}
