import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { AppSettings } from '@/shared/api/contract';
import { Announcer } from '@/shared/design/announcer';
import { startSync } from '@/sync/start';
import { PreferencesProvider } from './preferences-provider';
import { router } from './router';
import { UpdatePrompt } from './update-prompt';

// Only for what is not kept on the device: signing in, the list of sessions, the mailbox.
const queries = new QueryClient({
  defaultOptions: {
    queries: { retry: 1, refetchOnWindowFocus: true, networkMode: 'always' },
    mutations: { networkMode: 'always' },
  },
});

export function App({ remembered }: { remembered: AppSettings }) {
  useEffect(() => {
    void startSync();
  }, []);
  return (
    <QueryClientProvider client={queries}>
      <PreferencesProvider remembered={remembered}>
        <RouterProvider router={router} />
        <UpdatePrompt />
        <Announcer />
      </PreferencesProvider>
    </QueryClientProvider>
  );
}
