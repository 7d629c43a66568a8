import { startTransition } from 'react';
import { createRoot } from 'react-dom/client';
import { startLanguage } from '@/shared/i18n/language';
import { startSync } from '@/sync/start';
import { App } from './app';
import { rememberedPreferences } from './device-preferences';
import { InsecurePage } from './insecure-page';
import { registerKinds } from './overlays';
import { router } from './router';

export async function start(): Promise<void> {
  const root = document.getElementById('root');
  if (!root) return;
  const preferences = rememberedPreferences();
  if (!window.isSecureContext) {
    await startLanguage(preferences.locale);
    createRoot(root).render(<InsecurePage />);
    return;
  }
  registerKinds();
  void startSync();
  await startLanguage(preferences.locale);
  // The page is drawn once, when all of it is here; until then there is what first-picture.ts shows.
  await router.load();
  // As a transition it is drawn in slices: a slow phone answers a finger in between.
  startTransition(() => createRoot(root).render(<App />));
}
