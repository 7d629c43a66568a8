import { createRoot } from 'react-dom/client';
import { startLanguage } from '@/shared/i18n/language';
import { App } from './app';
import { applyTheme, rememberedPreferences } from './device-preferences';
import { InsecurePage } from './insecure-page';
import { registerKinds } from './overlays';
import '@/shared/design/app.css';

async function start(): Promise<void> {
  const root = document.getElementById('root');
  if (!root) return;
  const preferences = rememberedPreferences();
  applyTheme(preferences.theme);
  await startLanguage(preferences.locale);
  if (!window.isSecureContext) {
    createRoot(root).render(<InsecurePage />);
    return;
  }
  registerKinds();
  createRoot(root).render(<App remembered={preferences} />);
}

void start();
