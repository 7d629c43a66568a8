// Stands in the page itself and runs with it (inline.ts): in the look of the last start it shows what is on every page
// of a kind (index.html). Only when that is on the screen does the browser turn to the app, which waits in a template.
import { wasSignedIn } from '@/sync/device-cookie';
import { notice, tellMissing, whenMissingComeAgain } from './come-again';
import { applyTheme, rememberedPreferences } from './device-preferences';

const DOOR = /^\/(sign-in|sign-up|verify|forgot|reset|confirm-email|auth-unavailable)$/;
const MAILBOX = '/mailbox';
const SESSION = /^\/train\/./;
/** A picture is there sooner, unless nobody looks at this tab. */
const PICTURE_WITHIN_MS = 300;

const { pathname } = window.location;
const { theme, locale } = rememberedPreferences();
const kind = DOOR.test(pathname) || !wasSignedIn() ? 'door' : 'home';
const shell = pathname === MAILBOX ? null : document.getElementById(kind);

whenMissingComeAgain(() => {
  const late = notice();
  if (!late) return;
  speak(late);
  late.hidden = false;
});
setTimeout(takeApp, shell && !document.hidden ? PICTURE_WITHIN_MS : 0);
applyTheme(theme);
document.documentElement.lang = locale;
if (shell) {
  show(shell);
  new PerformanceObserver((list) => {
    if (list.getEntriesByName('first-contentful-paint').length > 0) takeApp();
  }).observe({ type: 'paint', buffered: true });
}

function show(frame: HTMLElement): void {
  speak(frame);
  for (const tabs of frame.querySelectorAll<HTMLElement>('[data-tabs]')) tabs.hidden = SESSION.test(pathname);
  for (const entry of frame.querySelectorAll<HTMLElement>('[data-to]'))
    if (isOf(entry.dataset.to ?? '')) entry.ariaCurrent = 'page';
  frame.hidden = false;
}

function speak(part: HTMLElement): void {
  for (const words of part.querySelectorAll<HTMLElement>('[lang]')) words.hidden = words.lang !== locale;
}

/** The page, or one below it. */
function isOf(path: string): boolean {
  return pathname === path || (path !== '/' && pathname.startsWith(`${path}/`));
}

/** Of the files that only some need, those of this page in this language. In development there is no template. */
function takeApp(): void {
  const app = document.querySelector<HTMLTemplateElement>('template#app')?.content;
  if (!app) return;
  const page = kind === 'door' || pathname === '/' ? kind : '';
  for (const link of app.querySelectorAll<HTMLElement>('[data-for]'))
    if (link.dataset.for !== page && link.dataset.for !== locale) link.remove();
  // What it asks for itself, it tells itself (boot.ts).
  app.querySelector('script')?.addEventListener('error', tellMissing);
  document.head.append(app);
}
