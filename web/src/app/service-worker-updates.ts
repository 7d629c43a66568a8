import { whenNobodyIsBusy } from '@/sync/busy';

/** A page left open for days still learns of a new build. */
const LOOK_EVERY_MS = 60 * 60 * 1000;
/** Longest that the first worker, which fetches all of the app, waits for the page to be done with itself. */
const INSTALL_WITHIN_MS = 3_000;

/** Registers the worker and tells when another build waits. Returns how to stop. */
export function watchForUpdate(found: (worker: ServiceWorker) => void): () => void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return () => {};
  let timer: ReturnType<typeof setInterval> | undefined;
  let isOver = false;
  // Activated from any tab, while nobody was busy: the pages of the old build are gone for all of them. The first worker
  // of a new device replaces none.
  let isReplaced = navigator.serviceWorker.controller !== null;
  const taken = () => {
    if (isReplaced) window.location.reload();
    isReplaced = true;
  };
  navigator.serviceWorker.addEventListener('controllerchange', taken);
  const start = async () => {
    if (!isReplaced) await pageIsDone();
    if (isOver) return;
    const registration = await navigator.serviceWorker.register('/service-worker.js');
    const look = () => registration.waiting && navigator.serviceWorker.controller && found(registration.waiting);
    look();
    if (await isLeftBehind(registration)) reloadOnce();
    registration.addEventListener('updatefound', () => registration.installing?.addEventListener('statechange', look));
    timer = setInterval(() => void registration.update().catch(() => {}), LOOK_EVERY_MS);
  };
  void start().catch((error: unknown) => console.warn('worker not registered', error));
  return () => {
    isOver = true;
    clearInterval(timer);
    navigator.serviceWorker.removeEventListener('controllerchange', taken);
  };
}

/** The script that this page asked for first (first-picture.ts); its name changes with any of the app's. */
const entry = () => document.querySelector<HTMLScriptElement>('script[type=module][src]')?.src ?? '';

/**
 * Whether another build took over while this page was on its way, before there was anybody to be told: the worker that
 * answers for the page keeps nothing of what it is made of.
 */
async function isLeftBehind({ active }: ServiceWorkerRegistration): Promise<boolean> {
  if (!active || !navigator.serviceWorker.controller) return false;
  // Until then what the last build left is still there.
  if (active.state === 'activating')
    await new Promise((done) => active.addEventListener('statechange', done, { once: true }));
  return (await caches.match(entry())) === undefined;
}

/** Should nothing be kept for another reason, the same page comes again and stays. */
function reloadOnce(): void {
  const name = 'taper.left-behind';
  if (sessionStorage.getItem(name) === entry()) return;
  sessionStorage.setItem(name, entry());
  window.location.reload();
}

function pageIsDone(): Promise<unknown> {
  return new Promise((done) => {
    // Safari has no such callback.
    if ('requestIdleCallback' in globalThis) requestIdleCallback(done, { timeout: INSTALL_WITHIN_MS });
    else setTimeout(done, INSTALL_WITHIN_MS);
  });
}

/** False when a workout, form or upload on this device is open, in any tab. */
export function activateUpdate(worker: ServiceWorker): Promise<boolean> {
  return whenNobodyIsBusy(() => worker.postMessage({ type: 'SKIP_WAITING' }));
}
