import { RouterProvider } from '@tanstack/react-router';
import { lazy, Suspense, useEffect } from 'react';
import type { AppSettings } from '@/shared/api/contract';
import { Announcer } from '@/shared/design/announcer';
import { startSync } from '@/sync/start';
import { PreferencesProvider } from './preferences-provider';
import { router } from './router';

// Of a new build nobody has to learn at once; where this part does not come, the next start looks.
const UpdatePrompt = lazy(() =>
  import('./update-prompt').then(
    ({ UpdatePrompt }) => ({ default: UpdatePrompt }),
    () => ({ default: () => null }),
  ),
);

export function App({ remembered }: { remembered: AppSettings }) {
  useEffect(() => {
    void startSync();
  }, []);
  return (
    <PreferencesProvider remembered={remembered}>
      <RouterProvider router={router} />
      <Suspense>
        <UpdatePrompt />
      </Suspense>
      <Announcer />
    </PreferencesProvider>
  );
}
