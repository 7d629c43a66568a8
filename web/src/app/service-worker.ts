/// <reference lib="webworker" />
// Serves build files only. API answers are never cached here: what was read lives sealed in IndexedDB.
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { installBackgroundSync } from '@/sync/background-flush';

declare const self: ServiceWorkerGlobalScope;

/** Addresses the server answers itself; the worker must never answer them with the app's page. */
const SERVER_ROUTES = [
  /^\/api\//,
  /^\/docs/,
  /^\/specs\//,
  /^\/events\//,
  /^\/(healthz|readyz|metrics)$/,
  /^\/mailbox\/messages/,
  /^\/\.well-known\//,
];

precacheAndRoute(self.__WB_MANIFEST);
cleanupOutdatedCaches();
registerRoute(new NavigationRoute(createHandlerBoundToURL('/index.html'), { denylist: SERVER_ROUTES }));

// The page asks for this only while it holds the `busy` lock exclusively: nobody is in the middle of a set or a form.
self.addEventListener('message', (event) => {
  if (event.data?.type === 'SKIP_WAITING') void self.skipWaiting();
});

// The first visit, too, goes on from here when the network ends: its next page may be one it has not loaded yet.
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

installBackgroundSync(self);
