// The first of the app to run, and small: the look of the last start, and the head of the door in its place, are there
// while the rest is on its way.
import { wasSignedIn } from '@/sync/device-cookie';
import { applyTheme, rememberedPreferences } from './device-preferences';
import '@/shared/design/app.css';

const DOOR = /^\/(sign-in|sign-up|verify|forgot|reset|confirm-email|auth-unavailable)$/;

const preferences = rememberedPreferences();
applyTheme(preferences.theme);
document.documentElement.lang = preferences.locale;

const { pathname } = window.location;
const door = document.getElementById('door');
if (door && (DOOR.test(pathname) || (pathname === '/' && !wasSignedIn()))) {
  door.hidden = false;
  door.querySelector(`[lang=${preferences.locale}]`)?.removeAttribute('hidden');
}

void import('./main').then(({ start }) => start(preferences));
