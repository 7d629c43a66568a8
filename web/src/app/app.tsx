import { RouterProvider } from '@tanstack/react-router';
import { Announcer } from '@/shared/design/announcer';
import { PreferencesProvider } from './preferences-provider';
import { router } from './router';
import { UpdatePrompt } from './update-prompt';

export function App() {
  return (
    <PreferencesProvider>
      <RouterProvider router={router} />
      <UpdatePrompt />
      <Announcer />
    </PreferencesProvider>
  );
}
