import { startTransition } from 'react';
import { createRoot } from 'react-dom/client';
import { startLanguage } from '@/shared/i18n/language';
import type { Preferences } from '@/shared/lib/default-preferences';
import { App } from './app';
import { InsecurePage } from './insecure-page';
import { registerKinds } from './overlays';

export async function start(preferences: Preferences): Promise<void> {
  const root = document.getElementById('root');
  if (!root) return;
  await startLanguage(preferences.locale);
  if (!window.isSecureContext) {
    createRoot(root).render(<InsecurePage />);
    return;
  }
  registerKinds();
  // As a transition it is drawn in slices: a slow phone answers a finger in between.
  startTransition(() => createRoot(root).render(<App />));
}
